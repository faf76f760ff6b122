import type { Address, OutboundMessage } from '../../core/index.ts'
import type { Clock, Logger } from '../../ports/index.ts'
import { reasonOfCode, secondTryOf } from './errors.ts'
import type { WireStatus } from './wire.ts'

/** A message of ours as it was handed to the platform; of a long one, a part. */
export interface Letter {
  readonly address: Address
  readonly message: OutboundMessage
}

/** When a message is tried again: after so many ms, or once the person has written. */
export type TryAgain = number | 'when-back'

/**
 * Puts a message back into the outbox, under an id that {@link isSecondTry}. Resolves once that is
 * kept, or there is nobody any more to whom it could be sent.
 */
export type PutBack = (letter: Letter, when: TryAgain) => Promise<void>

/** The end of the id of a message that was put back. */
export const SECOND_TRY = '-again'

/** Whether a message was put back before: it is not put back twice. */
export function isSecondTry(id: string): boolean {
  return id.endsWith(SECOND_TRY)
}

/** Gives a message that the platform had taken and could not deliver one more try. */
export interface SecondTries {
  /** Takes note of what the platform has taken, under its own id; never of files, which are large. */
  took(platformId: string, id: string, letter: Letter): void
  /** Puts back what can be sent again. Resolves with what the staff are to see. */
  sift(statuses: readonly WireStatus[]): Promise<readonly WireStatus[]>
}

/** What second tries work with. */
export interface SecondTryOptions {
  readonly putBack: PutBack
  readonly clock: Clock
  readonly logger: Logger
}

/** News are soon out of date. */
function isKept(message: OutboundMessage): boolean {
  return message.type !== 'text' || message.opening === undefined
}

/** A failure that the platform may mend is told within minutes, in ms. */
const REMEMBERED_MS = 15 * 60_000

/** Messages that are remembered; one more forgets the oldest, whose failure the staff then see. */
const MAX_REMEMBERED = 1000

/**
 * Creates the memory. It is that of this process: what is told to another one, or after a restart,
 * is shown to the staff like a failure for good. Nothing is sent again but what the platform says
 * has failed, and only once.
 */
export function createSecondTries(options: SecondTryOptions): SecondTries {
  const { putBack, clock, logger } = options
  const taken = new Map<string, { readonly letter: Letter; readonly at: number }>()

  return {
    took(platformId, id, letter) {
      if (isSecondTry(id) || !isKept(letter.message)) return
      taken.set(platformId, { letter, at: clock.now() })
      for (const [oldest, { at }] of taken) {
        if (taken.size <= MAX_REMEMBERED && clock.now() - at < REMEMBERED_MS) break
        taken.delete(oldest)
      }
    },
    async sift(statuses) {
      const rest: WireStatus[] = []
      for (const status of statuses) if (!(await isPutBack(status))) rest.push(status)
      return rest
    },
  }

  async function isPutBack({ id = '', status, errors }: WireStatus): Promise<boolean> {
    const found = taken.get(id)
    if (found === undefined) return false
    // What has arrived is over; "sent" may still fail.
    if (status === 'delivered' || status === 'read') taken.delete(id)
    const code = errors?.[0]?.code ?? 0
    const when = status === 'failed' ? secondTryOf(code) : undefined
    if (when === undefined) return false
    // Told twice at once, it is put back once.
    taken.delete(id)
    try {
      await putBack(found.letter, when)
    } catch (error) {
      taken.set(id, found)
      throw error
    }
    const reason = reasonOfCode(code)
    logger.warn('WhatsApp could not deliver a message; it is tried once more', { reason })
    return true
  }
}
