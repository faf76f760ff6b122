import { z } from 'zod'
import { messageOf } from '../../errors.ts'
import type { LateFailure, Logger, SettingRepository, Timers } from '../../ports/index.ts'
import { lateReasonOf, reasonOfCode } from './errors.ts'
import type { WireStatus } from './wire.ts'

/** Counts what became of messages; holds no number and no word. */
export interface Deliveries {
  note(statuses: readonly WireStatus[]): void
  /** Puts what was noted on disk. Never rejects. */
  flush(): Promise<void>
}

/** The setting that holds the tally; the staff and the doctor read it, too. */
export const DELIVERIES_SETTING = 'whatsapp-cloud-deliveries'

/** How long what was counted may be lost by a crash, in ms. */
const NOTED_WITHIN_MS = 10_000

/** Failures that are shown; one more pushes the oldest out. */
const MAX_FAILURES = 20

const REASONS = ['unreachable', 'unwanted', 'window', 'busy', 'refused'] as const

const count = z.number().default(0)
const TALLY = z.object({
  sent: count,
  delivered: count,
  read: count,
  failed: count,
  failures: z
    .array(
      z.object({
        at: z.number(),
        code: z.number(),
        reason: z.enum(REASONS),
        question: z.string().optional(),
      }),
    )
    .default([]),
})

type Tally = z.infer<typeof TALLY>

/** Reads the setting; a broken one counts as none. */
export function parseTally(text: string | undefined): Tally {
  try {
    return TALLY.parse(JSON.parse(text ?? '{}'))
  } catch {
    return TALLY.parse({})
  }
}

/** What counting works with. */
export interface DeliveriesOptions {
  readonly settings: SettingRepository
  readonly timers: Timers
  readonly logger: Logger
  /** The id of the question that the team wrote about to somebody, by their digits. */
  readonly questionOf: (peer: string) => Promise<string | undefined>
}

/** Creates the counting. A failure that comes after the platform took a message is also logged. */
export function createDeliveries(options: DeliveriesOptions): Deliveries {
  const { settings, timers, logger, questionOf } = options
  /** What was noted since it was last put on disk, where other processes add theirs. */
  let fresh = parseTally(undefined)
  let asking: Promise<void>[] = []
  let cancel: (() => void) | undefined
  const deliveries: Deliveries = {
    note(statuses) {
      for (const status of statuses) add(status)
      if (statuses.length > 0) wakeLater()
    },
    async flush() {
      if (cancel === undefined) return
      cancel()
      cancel = undefined
      await Promise.all(asking.splice(0))
      const added = fresh
      fresh = parseTally(undefined)
      try {
        const kept = parseTally(await settings.find(DELIVERIES_SETTING))
        await settings.put(DELIVERIES_SETTING, JSON.stringify(sumOf(kept, added)))
      } catch (error) {
        fresh = sumOf(added, fresh)
        wakeLater()
        logger.warn('the deliveries of WhatsApp could not be kept', { reason: messageOf(error) })
      }
    },
  }
  return deliveries

  function wakeLater(): void {
    cancel ??= timers.after(NOTED_WITHIN_MS, () => void deliveries.flush())
  }

  function add({ status, timestamp, errors, recipient_id: peer }: WireStatus): void {
    if (status === 'sent' || status === 'delivered' || status === 'read') {
      fresh = { ...fresh, [status]: fresh[status] + 1 }
    }
    if (status !== 'failed') return
    const code = errors?.[0]?.code ?? 0
    logger.error('WhatsApp took a message and could not deliver it', { reason: reasonOfCode(code) })
    asking = [...asking, note({ at: timestamp * 1000, code, reason: lateReasonOf(code) }, peer)]
  }

  async function note(failure: LateFailure, peer: string | undefined): Promise<void> {
    const question = peer === undefined ? undefined : await questionOf(peer).catch(() => undefined)
    const named = question === undefined ? failure : { ...failure, question }
    fresh = sumOf(fresh, { ...parseTally(undefined), failed: 1, failures: [named] })
  }
}

/** The newest failures first. */
function sumOf(one: Tally, other: Tally): Tally {
  return {
    sent: one.sent + other.sent,
    delivered: one.delivered + other.delivered,
    read: one.read + other.read,
    failed: one.failed + other.failed,
    failures: [...other.failures, ...one.failures].slice(0, MAX_FAILURES),
  }
}
