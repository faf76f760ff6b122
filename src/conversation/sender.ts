import { type Address, CHANNELS, dayOf, type PersonId } from '../core/index.ts'
import { messageOf } from '../errors.ts'
import {
  type Channel,
  type Claim,
  type Clock,
  type Logger,
  type OutboxRecord,
  type Repositories,
  type Sealer,
  type SendResult,
  type Store,
  WHEN_BACK,
} from '../ports/index.ts'
import { nextDaytime } from '../reminders/index.ts'
import { countEnd, isStopped, settle } from './announcements/end.ts'
import { createInHand } from './in-hand.ts'
import { openMessage, PURPOSES } from './records.ts'
import { untilKept } from './until-kept.ts'

/** Brings what is in the outbox to people, in order per person, until it is there or never will be. */
export interface Sender {
  /** Sends what waits for this person now, also what waited for them to be back. */
  deliver(person: PersonId): Promise<void>
  /** Sends what is due; to be called every second or so. */
  sweep(): Promise<void>
  /** Resolves when nothing is being sent. */
  idle(): Promise<void>
  /** As {@link idle}; begins nothing more, and waits no longer for a store that cannot write. */
  stop(): Promise<void>
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
const MAX_ATTEMPTS = 14
const FIRST_DELAY_MS = 2_000
const LONGEST_DELAY_MS = 3 * 3_600_000
const SWEEP_SIZE = 200
/** Nobody has looked after a channel for so long: it is switched off everywhere. */
const NOBODYS_MS = 24 * 3_600_000

/** Creates the sender of a store and its channels. */
export function createSender(options: SenderOptions): Sender {
  const { store, clock, logger } = options
  const inHand = createInHand()
  const stopping = new AbortController()
  const sending = { ...options, stopping: stopping.signal }
  // One at a time of all processes: two would show a message twice, or in another order.
  const deliver = async (person: PersonId, isBack: boolean) => {
    const send = (claim: Claim) => sendAll(sending, claim, { person, isBack })
    await inHand.add(store.claims.run(`send:${person}`, send, { ifFree: !isBack }))
  }
  return {
    deliver: (person) => deliver(person, true),
    async sweep() {
      const now = clock.now()
      const isOurs = (name: (typeof CHANNELS)[number]) => options.channel(name) !== undefined
      const due = await store.outbox.listDue(now, SWEEP_SIZE, CHANNELS.filter(isOurs))
      const people = new Set(due.map((record) => record.person))
      await Promise.all([...people].map((person) => deliver(person, false)))
      const others = CHANNELS.filter((name) => !isOurs(name))
      const lost = await store.outbox.listDue(now - NOBODYS_MS, SWEEP_SIZE, others)
      for (const record of lost) {
        const reason = 'the channel is switched off'
        logger.error('message could not be delivered', logged(record, reason))
        await store.outbox.put({ ...record, state: 'failed', reason })
      }
    },
    idle: () => inHand.idle(),
    stop() {
      stopping.abort()
      return inHand.idle()
    },
  }
}

/** What sending works with: also how it hears that the process is to end. */
type Sending = SenderOptions & { readonly stopping: AbortSignal }

/** Sends what waits for a person, also what waited for them to be back where they are. */
async function sendAll(
  options: Sending,
  claim: Claim,
  { person, isBack }: { readonly person: PersonId; readonly isBack: boolean },
): Promise<void> {
  let waits = false
  for (const record of await options.store.outbox.listOf(person)) {
    if (!claim.holds() || options.stopping.aborted) return
    const now = options.clock.now()
    const waitedForThem = isBack && record.dueAt === WHEN_BACK
    // A reply never stands behind a reminder that waits for the morning or another try.
    if (record.unasked !== undefined && (await isHeld(options, record, waitedForThem))) continue
    if (isInGrace(record, now)) continue
    waits ||= record.dueAt > now && !waitedForThem
    // What a danger calls for overtakes what waits, but not its own next try.
    if (waits && (record.dueAt > now || !isUrgent(options, record))) continue
    const outcome = await sendOne(options, record)
    if (outcome === 'gone') return
    waits ||= outcome === 'waits'
  }
}

/** Whether a message that nobody asked for now stays where it is, or is of no use any more. */
async function isHeld(
  options: SenderOptions,
  record: OutboxRecord,
  isBack: boolean,
): Promise<boolean> {
  const { store, clock, logger } = options
  const now = clock.now()
  if (now >= (record.unasked?.until ?? now) || (await isStopped(store, record))) {
    logger.info('a message has lost its use and is dropped', { id: record.id })
    await settle(options, record, 'dropped')
    return true
  }
  // Somebody who is back on the chat page is awake.
  if (isBack) return false
  if (record.dueAt > now) return true
  const dueAt = nextDaytime(now)
  if (dueAt > now) await store.outbox.put({ ...record, dueAt })
  return dueAt > now
}

/** A reply of the team that can still be taken back holds up nothing else. */
function isInGrace({ questionId, attempts, dueAt }: OutboxRecord, now: number): boolean {
  return questionId !== undefined && attempts === 0 && dueAt > now && dueAt !== WHEN_BACK
}

function isUrgent({ sealer }: SenderOptions, record: OutboxRecord): boolean {
  try {
    const message = openMessage(sealer, record.message)
    return message.type === 'text' && message.urgent === true
  } catch {
    return false
  }
}

/** Whether the next message of the same person may follow, or there is nobody any more. */
type Outcome = 'next' | 'waits' | 'gone'

async function sendOne(options: Sending, record: OutboxRecord): Promise<Outcome> {
  const { store, logger, clock } = options
  const outcome = await attempt(options, record)
  const put = (change: Partial<OutboxRecord>) =>
    untilKept(options, () => store.outbox.put({ ...record, ...change }))
  // Announcements that fail are counted; nobody has to look at each.
  const fail = (reason: string, attempts = record.attempts) =>
    record.announcement === undefined
      ? put({ state: 'failed', reason, attempts })
      : untilKept(options, () => settle(options, record, 'failed'))
  switch (outcome.type) {
    case 'sent':
      await untilKept(options, () => settle(options, record, 'sent'))
      return 'next'
    case 'elsewhere':
      return 'waits'
    case 'held':
      logger.debug('message is held back', logged(record, outcome.reason))
      await put({ dueAt: clock.now() + outcome.forMs })
      return 'waits'
    case 'away':
      await untilKept(options, () => putOff(store, record))
      return 'waits'
    case 'gone':
      logger.info('person is gone', { channel: record.channel, reason: outcome.reason })
      await untilKept(options, () => markGone(options, record.person))
      return 'gone'
    case 'failed':
      logger.error('message could not be delivered', logged(record, outcome.reason))
      await fail(outcome.reason)
      return 'next'
    case 'retry': {
      const attempts = record.attempts + 1
      const delay = outcome.retryAfterMs ?? backoff(attempts)
      logger.warn('message waits for another try', { ...logged(record, outcome.reason), delay })
      if (attempts >= MAX_ATTEMPTS) {
        await fail(outcome.reason, attempts)
        return 'next'
      }
      await put({ attempts, dueAt: clock.now() + delay, reason: outcome.reason })
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
    const address = options.sealer.open(record.address, PURPOSES.address) as Address
    const message = openMessage(options.sealer, record.message)
    return await channel.send(address, message, record.id)
  } catch (error) {
    return { type: 'failed', reason: messageOf(error) }
  }
}

/** Keeps a message until the person is back; they may be so already, at another process. */
async function putOff(store: Store, record: OutboxRecord): Promise<void> {
  await store.transaction(async (kept) => {
    await kept.outbox.put({ ...record, dueAt: WHEN_BACK })
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

function logged(record: OutboxRecord, reason: string): Record<string, unknown> {
  const { id, channel, attempts, createdAt } = record
  return { id, channel, attempts, day: dayOf(createdAt), reason }
}

function backoff(attempts: number): number {
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempts - 1))
}
