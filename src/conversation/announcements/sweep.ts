import { ALONE, listKey, progressOf, waitingIn } from '../../announcements/index.ts'
import { type ChannelName, dayOf, toFigure } from '../../core/index.ts'
import { flawOf } from '../../errors.ts'
import type {
  AnnouncementRecord,
  Claim,
  Repositories,
  SubscriptionPlace,
} from '../../ports/index.ts'
import { LAST_HOUR, momentOf, nextDaytime } from '../../reminders/index.ts'
import type { DalilOptions } from '../options.ts'
import { openSession, sealMessage } from '../records.ts'
import { countEnd } from './end.ts'
import { announcementMessage } from './message.ts'
import { createSlots, type Slots } from './slots.ts'

/** Subscriptions looked at in one go. */
const BATCH = 200

/**
 * Moves the announcements that were approved into the outbox, each message with the moment at which
 * its channel has room for it. One process does it at a time; what it wrote down for a person says
 * that they have it, so that one which begins again after a crash leaves nobody out and tells nobody
 * twice.
 */
export function createAnnouncementSweep(options: DalilOptions): () => Promise<void> {
  const { store } = options
  return async () => {
    await store.claims.run('announcements', (claim) => sweep(options, claim), { ifFree: true })
  }
}

async function sweep(options: DalilOptions, claim: Claim): Promise<void> {
  const { store, clock, logger } = options
  const sending = await store.announcements.listSending()
  if (sending.length === 0) return
  const slots = await createSlots(options)
  for (const announcement of sending) {
    try {
      if (announcement.queuedAt === undefined) {
        if (!(await queueAll(options, claim, slots, announcement))) return
        await change(options, announcement, { queuedAt: clock.now() })
      } else if (await isOver(options, announcement)) {
        await change(options, announcement, { state: 'sent' })
      }
    } catch (error) {
      logger.error('an announcement could not be brought on its way', {
        id: announcement.id,
        ...flawOf(error),
      })
    }
  }
}

/** Resolves with `false` where somebody else has to go on. */
async function queueAll(
  options: DalilOptions,
  claim: Claim,
  slots: Slots,
  announcement: AnnouncementRecord,
): Promise<boolean> {
  const { store, pseudonym } = options
  const list = pseudonym(listKey(announcement.audience))
  let after: SubscriptionPlace | undefined
  for (;;) {
    const place = after === undefined ? {} : { after }
    const found = await store.subscriptions.listIn(list, { limit: BATCH, ...place })
    for (const subscription of found) {
      if (!claim.holds()) return false
      // Whoever asked for it later asked for what comes later.
      if (subscription.createdAt > (announcement.approvedAt ?? 0)) return true
      if (subscription.last === announcement.id) continue
      const { id, person } = subscription
      await store.transaction((kept) => queueOne(options, kept, slots, announcement, id), {
        alone: person,
      })
    }
    await slots.keep()
    after = found.at(-1)
    if (found.length < BATCH) return true
  }
}

async function queueOne(
  options: DalilOptions,
  kept: Repositories,
  slots: Slots,
  { id: announced }: AnnouncementRecord,
  id: string,
): Promise<void> {
  const { sealer, clock } = options
  const subscription = await kept.subscriptions.find(id)
  const announcement = await kept.announcements.find(announced)
  if (subscription === undefined || subscription.last === announced) return
  if (announcement?.state !== 'sending') return
  const person = await kept.people.find(subscription.person)
  if (person === undefined || person.gone) return
  await kept.subscriptions.put({ ...subscription, last: announced })
  const now = clock.now()
  const until = momentOf(announcement.until, LAST_HOUR)
  const session = openSession(sealer, person.session, { locale: 'fr', now })
  const dueAt = nextDaytime(Math.max(slots.next(person.channel), session.hiddenUntil ?? 0))
  const reader = { ...session, channel: person.channel }
  const message = announcementMessage(options.services(), announcement, reader)
  const record = {
    ...{ id: `${announced}-${person.id}`, person: person.id, channel: person.channel },
    ...{ address: person.address, message: sealMessage(sealer, message) },
    ...({ createdAt: now, dueAt, attempts: 0, state: 'waiting', unasked: { until } } as const),
    announcement: announced,
  }
  await count(kept, announced, person.channel, now)
  if (dueAt >= until) return countEnd(kept, record, 'dropped', now)
  await kept.outbox.add(record)
}

async function count(kept: Repositories, announcement: string, channel: ChannelName, now: number) {
  const facets = { announcement, channel }
  await kept.figures.increment(toFigure(dayOf(now), 'announcement-queued', facets))
}

/** Whether nothing of it is on its way any more. */
async function isOver(
  { store, clock }: DalilOptions,
  { id, until, approvedAt = 0 }: AnnouncementRecord,
): Promise<boolean> {
  const now = clock.now()
  if (now >= momentOf(until, LAST_HOUR)) return true
  const figures = await store.figures.list(dayOf(approvedAt), dayOf(now))
  return waitingIn(progressOf(figures, id)) === 0
}

/** Somebody may have stopped it meanwhile, and it stays stopped. */
async function change(
  { store, clock }: DalilOptions,
  { id }: AnnouncementRecord,
  to: Pick<Partial<AnnouncementRecord>, 'queuedAt' | 'state'>,
): Promise<void> {
  const work = async (kept: Repositories) => {
    const record = await kept.announcements.find(id)
    if (record?.state !== 'sending') return
    await kept.announcements.put({ ...record, ...to, updatedAt: clock.now() })
  }
  await store.transaction(work, { alone: ALONE })
}
