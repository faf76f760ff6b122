import { type Address, dayOf, type PersonId } from '../core/index.ts'
import { messageOf } from '../errors.ts'
import type {
  Channel,
  Clock,
  Logger,
  OutboxRecord,
  Sealer,
  SendResult,
  Store,
} from '../ports/index.ts'
import { nextDaytime } from '../reminders/index.ts'
import { createMailbox } from './mailbox.ts'
import { openMessage, PURPOSES } from './records.ts'

/** Brings what is in the outbox to people, in order per person, until it is there or never will be. */
export interface Sender {
  /** Sends what waits for this person now, also what waited for them to be back. */
  deliver(person: PersonId): Promise<void>
  /** Sends what is due; to be called every second or so. */
  sweep(): Promise<void>
  /** Resolves when nothing is being sent. */
  idle(): Promise<void>
}

/** What a sender works with. */
export interface SenderOptions {
  readonly store: Store
  readonly channel: (name: OutboxRecord['channel']) => Channel | undefined
  readonly sealer: Sealer
  readonly clock: Clock
  readonly logger: Logger
}

/** After so many attempts a message is shown to the staff as failed: about a day. */
export const MAX_ATTEMPTS = 14
const FIRST_DELAY_MS = 2_000
const LONGEST_DELAY_MS = 3 * 3_600_000
const SWEEP_SIZE = 200
/** "When they are back": later than any due date, so that a sweep never finds it. */
const WHEN_BACK = Number.MAX_SAFE_INTEGER

/** Creates the sender of a store and its channels. */
export function createSender(options: SenderOptions): Sender {
  const { store, clock } = options
  const mailbox = createMailbox()
  const deliver = (person: PersonId, includeAway: boolean) =>
    mailbox.run(person, async () => {
      for (const record of await store.outbox.listOf(person)) {
        const now = clock.now()
        const isBack = includeAway && record.dueAt === WHEN_BACK
        // A reply never stands behind a reminder that waits for the morning or another try.
        if (record.unasked !== undefined && (await isHeld(options, record, isBack))) continue
        if (record.dueAt > now && !isBack) return
        const goOn = await sendOne(options, record)
        if (!goOn) return
      }
    })
  return {
    deliver: (person) => deliver(person, true),
    async sweep() {
      const due = await store.outbox.listDue(clock.now(), SWEEP_SIZE)
      const people = new Set(due.map((record) => record.person))
      await Promise.all([...people].map((person) => deliver(person, false)))
    },
    idle: () => mailbox.idle(),
  }
}

/** Whether a message that nobody asked for now stays where it is, or is of no use any more. */
async function isHeld(
  { store, clock, logger }: SenderOptions,
  record: OutboxRecord,
  isBack: boolean,
): Promise<boolean> {
  const now = clock.now()
  if (now >= (record.unasked?.until ?? now)) {
    logger.info('a message has lost its use and is dropped', { id: record.id })
    await store.outbox.delete(record.id)
    return true
  }
  // Somebody who is back on the chat page is awake.
  if (isBack) return false
  if (record.dueAt > now) return true
  const dueAt = nextDaytime(now)
  if (dueAt > now) await store.outbox.put({ ...record, dueAt })
  return dueAt > now
}

/** Sends one message; whether the next of the same person may follow. */
async function sendOne(options: SenderOptions, record: OutboxRecord): Promise<boolean> {
  const { store, logger, clock } = options
  const outcome = await attempt(options, record)
  switch (outcome.type) {
    case 'sent':
      await store.outbox.delete(record.id)
      return true
    case 'away':
      await store.outbox.put({ ...record, dueAt: WHEN_BACK })
      return false
    case 'gone':
      logger.info('person is gone', { channel: record.channel, reason: outcome.reason })
      await markGone(store, record.person)
      return false
    case 'failed':
      logger.error('message could not be delivered', logged(record, outcome.reason))
      await store.outbox.put({ ...record, state: 'failed', reason: outcome.reason })
      return true
    case 'retry': {
      const attempts = record.attempts + 1
      const state = attempts >= MAX_ATTEMPTS ? 'failed' : 'waiting'
      const delay = outcome.retryAfterMs ?? backoff(attempts)
      logger.warn('message waits for another try', { ...logged(record, outcome.reason), delay })
      const dueAt = clock.now() + delay
      await store.outbox.put({ ...record, attempts, state, dueAt, reason: outcome.reason })
      return state === 'failed'
    }
  }
}

async function attempt(options: SenderOptions, record: OutboxRecord): Promise<SendResult> {
  const channel = options.channel(record.channel)
  if (channel === undefined) return { type: 'retry', reason: 'the channel is switched off' }
  try {
    const address = options.sealer.open(record.address, PURPOSES.address) as Address
    const message = openMessage(options.sealer, record.message)
    return await channel.send(address, message, record.id)
  } catch (error) {
    return { type: 'failed', reason: messageOf(error) }
  }
}

async function markGone(store: Store, person: PersonId): Promise<void> {
  await store.transaction(async (kept) => {
    const record = await kept.people.find(person)
    if (record !== undefined) await kept.people.put({ ...record, gone: true })
    await kept.outbox.deleteOf(person)
  })
}

function logged(record: OutboxRecord, reason: string): Record<string, unknown> {
  const { id, channel, attempts, createdAt } = record
  return { id, channel, attempts, day: dayOf(createdAt), reason }
}

function backoff(attempts: number): number {
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempts - 1))
}
