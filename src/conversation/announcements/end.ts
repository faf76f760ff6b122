import { dayOf, toFigure } from '../../core/index.ts'
import {
  type Clock,
  type OutboxRecord,
  type Repositories,
  type Sealer,
  type Store,
  WHEN_BACK,
} from '../../ports/index.ts'
import { offer } from '../offer.ts'

/** How a message of an announcement ends. */
export type End = 'sent' | 'failed' | 'gone' | 'dropped'

/**
 * Takes a message out of the outbox and counts how it ended, both or neither where `kept` is a
 * transaction. Only a message of an announcement is counted.
 */
export async function end(
  kept: Pick<Repositories, 'outbox' | 'figures'>,
  record: OutboxRecord,
  how: End,
  now: number,
): Promise<void> {
  if ((await kept.outbox.find(record.id)) === undefined) return
  await kept.outbox.delete(record.id)
  await countEnd(kept, record, how, now)
}

/**
 * {@link end} as a transaction of its own; nobody else ends the same message meanwhile. What nobody
 * waited for and was shown now says what an answer to it means.
 */
export async function settle(
  { store, sealer, clock }: Settling,
  record: OutboxRecord,
  how: End,
): Promise<void> {
  if (record.unasked === undefined) return store.outbox.delete(record.id)
  const work = async (kept: Repositories) => {
    await end(kept, record, how, clock.now())
    if (how === 'sent') await offer(kept, sealer, record)
  }
  await store.transaction(work, { alone: record.person })
}

/** What settling works with. */
export interface Settling {
  readonly store: Store
  readonly sealer: Sealer
  readonly clock: Clock
}

/** Whether this is a message of an announcement that was stopped. */
export async function isStopped(
  store: Pick<Repositories, 'announcements'>,
  { announcement }: OutboxRecord,
): Promise<boolean> {
  if (announcement === undefined) return false
  return (await store.announcements.find(announcement))?.state === 'stopped'
}

/** Counts how a message ended that is deleted otherwise. */
export async function countEnd(
  kept: Pick<Repositories, 'figures'>,
  record: OutboxRecord,
  how: End,
  now: number,
): Promise<void> {
  await count(kept, record, how, now)
  if (record.dueAt === WHEN_BACK) await count(kept, record, 'back', now)
}

/** Keeps a message for another moment; of an announcement is counted whether it waits for the person. */
export async function postpone(
  kept: Pick<Repositories, 'outbox' | 'figures'>,
  record: OutboxRecord,
  change: Partial<OutboxRecord> & Pick<OutboxRecord, 'dueAt'>,
  now: number,
): Promise<void> {
  await kept.outbox.put({ ...record, ...change })
  const [wasAway, isAway] = [record.dueAt === WHEN_BACK, change.dueAt === WHEN_BACK]
  if (wasAway !== isAway) await count(kept, record, isAway ? 'away' : 'back', now)
}

async function count(
  { figures }: Pick<Repositories, 'figures'>,
  { announcement, channel }: OutboxRecord,
  how: End | 'away' | 'back',
  now: number,
): Promise<void> {
  if (announcement === undefined) return
  await figures.increment(toFigure(dayOf(now), `announcement-${how}`, { announcement, channel }))
}
