import { dayOf, type PersonId } from '../core/index.ts'
import { flawOf } from '../errors.ts'
import {
  type Channel,
  type Clock,
  type Logger,
  type OutboxRecord,
  type Repositories,
  type Sealer,
  type SendResult,
  type Store,
  type UndeliveredReason,
  WHEN_BACK,
} from '../ports/index.ts'
import { isNotice } from '../referrals/index.ts'
import { countEnd, postpone, settle } from './announcements/end.ts'
import type { Letters } from './letters.ts'
import { untilKept } from './until-kept.ts'

/** What a sender works with. */
export interface SenderOptions {
  readonly store: Store
  readonly channel: (name: OutboxRecord['channel']) => Channel | undefined
  readonly sealer: Sealer
  readonly letters: Letters
  readonly clock: Clock
  readonly logger: Logger
  /** Called when a platform has taken a message. */
  readonly onSent?: (channel: OutboxRecord['channel']) => void
}

/** What sending works with: also how it hears that the process is to end. */
export type Sending = SenderOptions & { readonly stopping: AbortSignal }

/** After so many attempts a message is shown to the staff as failed: about a day. */
const MAX_ATTEMPTS = 14
const FIRST_DELAY_MS = 2_000
const LONGEST_DELAY_MS = 3 * 3_600_000

/** Whether the next message of the same person may follow, or there is nobody any more. */
export type Outcome = 'next' | 'waits' | 'gone'

/** Tries to send one message, and keeps how that ended. */
export async function sendOne(options: Sending, record: OutboxRecord): Promise<Outcome> {
  const { store, logger, clock } = options
  const outcome = await attempt(options, record)
  const put = (change: Partial<OutboxRecord>) =>
    untilKept(options, () => store.outbox.put({ ...record, ...change }))
  const postponed = (dueAt: number, change: Partial<OutboxRecord> = {}) =>
    untilKept(options, () =>
      store.transaction((kept) => postpone(kept, record, { ...change, dueAt }, clock.now())),
    )
  // Announcements that fail are counted; nobody has to look at each.
  const fail = (reason: UndeliveredReason, attempts = record.attempts) =>
    record.announcement === undefined
      ? put({ state: 'failed', reason, attempts })
      : untilKept(options, () => settle(options, record, 'failed'))
  switch (outcome.type) {
    case 'sent':
      options.onSent?.(record.channel)
      await untilKept(options, () => settle(options, record, 'sent'))
      return 'next'
    case 'elsewhere':
      return 'waits'
    case 'held':
      logger.debug('message is held back', logged(record, outcome.reason))
      await postponed(clock.now() + outcome.forMs)
      return 'waits'
    case 'away':
      await untilKept(options, () => putOff(options, record))
      return 'waits'
    case 'gone':
      if (isNotice(record.id)) {
        // A partner that cannot be told is a matter for the staff.
        logger.error('a partner could not be told', logged(record, outcome.reason))
        await fail('refused')
        return 'next'
      }
      logger.info('person is gone', { channel: record.channel, reason: outcome.reason })
      await untilKept(options, () => markGone(options, record.person))
      return 'gone'
    case 'failed':
      logger.error('message could not be delivered', logged(record, outcome.reason))
      await fail(outcome.why ?? 'refused')
      return 'next'
    case 'retry': {
      const attempts = record.attempts + 1
      const delay = outcome.retryAfterMs ?? backoff(attempts)
      logger.warn('message waits for another try', { ...logged(record, outcome.reason), delay })
      if (attempts >= MAX_ATTEMPTS) {
        await fail('not-taken', attempts)
        return 'next'
      }
      await postponed(clock.now() + delay, { attempts, reason: 'not-taken' })
      return 'waits'
    }
  }
}

async function attempt(
  options: SenderOptions,
  record: OutboxRecord,
): Promise<SendResult | { readonly type: 'elsewhere' }> {
  const channel = options.channel(record.channel)
  // Another process has it, and sends this in its own time.
  if (channel === undefined) return { type: 'elsewhere' }
  try {
    const { address, message } = options.letters.open(record)
    return await channel.send(address, message, record.id)
  } catch (error) {
    return { type: 'failed', reason: flawOf(error).reason, why: 'unreadable' }
  }
}

/** Keeps a message until the person is back; they may be so already, at another process. */
async function putOff({ store, clock }: SenderOptions, record: OutboxRecord): Promise<void> {
  await store.transaction(async (kept) => {
    await postpone(kept, record, { dueAt: WHEN_BACK }, clock.now())
    await kept.signals.send({ type: 'away', person: record.person })
  })
}

async function markGone({ store, clock }: SenderOptions, person: PersonId): Promise<void> {
  const work = async (kept: Repositories) => {
    const record = await kept.people.find(person)
    if (record !== undefined) await kept.people.put({ ...record, gone: true })
    const waiting = await kept.outbox.listOf(person)
    for (const one of waiting) await countEnd(kept, one, 'gone', clock.now())
    await kept.outbox.deleteOf(person)
    await kept.subscriptions.deleteOf(person)
  }
  await store.transaction(work, { alone: person })
}

/** A message for the log: never to whom, nor what it says. */
export function logged(record: OutboxRecord, reason: string): Record<string, unknown> {
  const { id, channel, attempts, createdAt } = record
  return { id, channel, attempts, day: dayOf(createdAt), reason }
}

function backoff(attempts: number): number {
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempts - 1))
}
