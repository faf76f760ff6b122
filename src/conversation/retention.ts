import type { Clock, Logger, PersonRecord, Store } from '../ports/index.ts'
import { erase } from './erase.ts'

/** What is forgotten when, in days. */
export interface RetentionOptions {
  readonly store: Store
  readonly clock: Clock
  readonly logger: Logger
  /**
   * Questions that were passed on, what was drafted from them, and slips, after their last change;
   * messages that could not be delivered.
   */
  readonly questionDays: number
  /** People and their conversation, after their last message. */
  readonly personDays: number
}

const DAY_MS = 86_400_000
/** Repeated deliveries come within days; older marks are forgotten. */
const DELIVERY_DAYS = 14
/** People looked at in one go. */
const BATCH = 200

/** The work of every night that forgets what was kept long enough. May be begun again at any point. */
export function createRetention(options: RetentionOptions): () => Promise<void> {
  const { store, clock, logger, questionDays, personDays } = options
  return async () => {
    const ago = (days: number) => clock.now() - days * DAY_MS
    const people = await forgetPeople(options, ago(personDays))
    const questions = await store.questions.prune(ago(questionDays))
    await store.cases.prune(ago(questionDays))
    const drafts = await forgetDrafts(store, ago(questionDays))
    const slips = await store.referrals.prune(ago(questionDays))
    const messages = await store.outbox.prune(ago(questionDays))
    const deliveries = await store.deliveries.prune(ago(DELIVERY_DAYS))
    await store.staff.prune(clock.now())
    logger.info('what was kept long enough is forgotten', {
      people,
      questions,
      drafts,
      slips,
      messages,
      deliveries,
    })
  }
}

type Kept = Pick<RetentionOptions, 'store' | 'clock'>

/** Changes of the content that are not in use hold words of those who asked. */
const NOT_IN_USE = ['draft', 'proposed', 'reviewed', 'withdrawn'] as const
const MAX_DRAFTS = 1000

/** What was drafted from questions goes with them, unless somebody has worked on it since. */
async function forgetDrafts({ overrides, questions }: Store, time: number): Promise<number> {
  let forgotten = 0
  for (const state of NOT_IN_USE) {
    for (const { id, change, updatedAt } of await overrides.list({ state, limit: MAX_DRAFTS })) {
      if (change.from === undefined || updatedAt >= time) continue
      if ((await questions.listOfGroup(change.from, 1)).length > 0) continue
      await overrides.delete(id)
      forgotten += 1
    }
  }
  return forgotten
}

/** Somebody who still waits for a reminder is not forgotten before it was sent. */
async function forgetPeople(options: Kept, time: number): Promise<number> {
  const { store } = options
  let forgotten = 0
  let waiting = 0
  for (;;) {
    const limit = waiting + BATCH
    const idle = await store.people.listIdle(time, limit)
    for (const record of idle.slice(waiting)) {
      if (await forget(options, record, time)) forgotten++
      else waiting++
    }
    if (idle.length < limit) return forgotten
  }
}

function forget({ store, clock }: Kept, { id }: PersonRecord, time: number): Promise<boolean> {
  return store.transaction(
    async (kept) => {
      const record = await kept.people.find(id)
      if (record === undefined) return true
      if (record.lastSeenAt >= time) return false
      if ((await kept.reminders.listOf(id)).length > 0) return false
      await erase(kept, id, clock.now())
      return true
    },
    { alone: id },
  )
}
