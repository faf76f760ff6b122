import { CHANNELS, type PersonId } from '../core/index.ts'
import { type Claim, type OutboxRecord, WHEN_BACK } from '../ports/index.ts'
import { nextDaytime } from '../reminders/index.ts'
import { isStopped, settle } from './announcements/end.ts'
import { createInHand } from './in-hand.ts'
import { logged, type SenderOptions, type Sending, sendOne } from './send-one.ts'

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

const SWEEP_SIZE = 200
/** Nobody has looked after a channel for so long: it is switched off everywhere. */
const NOBODYS_MS = 24 * 3_600_000

/** What was read from the store so long ago is looked at again before it is sent. */
const FRESH_MS = 250

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
        const reason = 'switched-off'
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

/** Sends what waits for a person, also what waited for them to be back where they are. */
async function sendAll(
  options: Sending,
  claim: Claim,
  { person, isBack }: { readonly person: PersonId; readonly isBack: boolean },
): Promise<void> {
  let waits = false
  const listedAt = options.clock.now()
  for (const listed of await options.store.outbox.listOf(person)) {
    if (!claim.holds() || options.stopping.aborted) return
    const now = options.clock.now()
    const isFresh = now - listedAt < FRESH_MS
    const record = isFresh ? listed : await options.store.outbox.find(listed.id)
    // They erased everything, or left in a hurry, while an earlier one was being sent.
    if (record === undefined) continue
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

function isUrgent({ letters }: SenderOptions, record: OutboxRecord): boolean {
  try {
    const { message } = letters.open(record)
    return message.type === 'text' && message.urgent === true
  } catch {
    return false
  }
}
