import { describe, expect, it } from 'vitest'
import {
  type AnnouncementDraft,
  announcementPaces,
  audienceCode,
  createAnnouncements,
  intervalOf,
  parseAudience,
  progressOf,
  waitingIn,
} from '../../src/announcements/index.ts'
import type { AuditEntry } from '../../src/ports/index.ts'
import { createMemoryStore } from '../../src/store/memory/index.ts'
import { subscription } from '../store/records.ts'
import { createClock } from '../support/clock.ts'

const TEXTS = { fr: 'le 3 à 10 h', ar: '3 و 10', ary: '3 و 10', en: 'on 3 at 10' }
const DRAFT: AnnouncementDraft = {
  ...{ audience: { kind: 'topic', value: 'work' }, texts: TEXTS, until: '2026-11-30' },
}

function room() {
  const store = createMemoryStore()
  const clock = createClock('2026-11-23')
  const log: string[] = []
  let ids = 0
  const announcements = createAnnouncements({
    ...{ store, clock, pseudonym: (value) => `code of ${value}` },
    newId() {
      ids += 1
      return `a${ids}`
    },
    numbersIn: (text) => text.match(/\d+/gu) ?? [],
    audit: async (_kept, { by, action, target }: AuditEntry) => {
      log.push(`${by} ${action} ${target}`)
    },
  })
  const proposed = async (draft: Partial<AnnouncementDraft> = {}) => {
    const { id } = await announcements.create({ ...DRAFT, ...draft }, 'salma')
    await announcements.propose({ id, by: 'salma', revision: 1 })
    return id
  }
  return { store, clock, log, announcements, proposed }
}

describe('an announcement', () => {
  it('is written by one, approved by another, and each step stands in the log', async () => {
    const { announcements, log, proposed } = room()
    const id = await proposed()

    await announcements.approve({ id, by: 'amina', revision: 2 })
    await announcements.stop({ id, by: 'salma', revision: 3 })

    expect(await announcements.find(id)).toMatchObject({
      ...{ state: 'stopped', by: 'salma', approvedBy: 'amina', revision: 4 },
    })
    expect(log).toEqual([
      'salma announcement-written a1',
      'salma announcement-proposed a1',
      'amina announcement-approved a1',
      'salma announcement-stopped a1',
    ])
  })

  it('is not approved by whoever wrote it last', async () => {
    const { announcements, proposed } = room()
    const id = await proposed()
    const alone = announcements.approve({ id, by: 'salma', revision: 2 })
    await expect(alone).rejects.toMatchObject({ code: 'announcements:same_person' })

    await announcements.revise({ id, by: 'amina', revision: 2 }, DRAFT)
    await announcements.propose({ id, by: 'salma', revision: 3 })
    const other = announcements.approve({ id, by: 'amina', revision: 4 })

    await expect(other).rejects.toMatchObject({ code: 'announcements:same_person' })
    await announcements.approve({ id, by: 'salma', revision: 4 })
    expect((await announcements.find(id))?.state).toBe('sending')
  })

  it.each<[string, Partial<AnnouncementDraft>]>([
    ['announcements:texts', { texts: { ...TEXTS, ary: ' ' } }],
    ['announcements:numbers', { texts: { ...TEXTS, en: 'on 4 at 10' } }],
    ['announcements:until', { until: '2026-11-22' }],
    ['announcements:until', { until: '2027-02-01' }],
    ['announcements:until', { until: 'soon' }],
  ])('is not proposed with %s', async (code, change) => {
    const { announcements } = room()
    const { id } = await announcements.create({ ...DRAFT, ...change }, 'salma')

    const proposing = announcements.propose({ id, by: 'salma', revision: 1 })

    await expect(proposing).rejects.toMatchObject({ code })
    expect((await announcements.find(id))?.state).toBe('draft')
  })

  it('is not approved once its last day is past', async () => {
    const { announcements, clock, proposed } = room()
    const id = await proposed()
    clock.advance(8 * 86_400_000)

    const approving = announcements.approve({ id, by: 'amina', revision: 2 })

    await expect(approving).rejects.toMatchObject({ code: 'announcements:until' })
  })

  it('is not kept when it is longer than a message', async () => {
    const { announcements } = room()
    const long = { ...DRAFT, texts: { ...TEXTS, fr: 'x'.repeat(701) } }

    const writing = announcements.create(long, 'salma')

    await expect(writing).rejects.toMatchObject({ code: 'announcements:too_long' })
  })

  it('is not changed over somebody else, nor once it is on its way', async () => {
    const { announcements, proposed } = room()
    const id = await proposed()
    const change = { id, by: 'salma' }
    await announcements.giveBack({ id, by: 'amina', revision: 2 })
    await announcements.propose({ ...change, revision: 3 })
    await announcements.approve({ id, by: 'amina', revision: 4 })

    const older = announcements.revise({ ...change, revision: 2 }, DRAFT)
    const newer = announcements.revise({ ...change, revision: 5 }, DRAFT)
    const gone = announcements.discard({ ...change, revision: 5 })
    const missing = announcements.stop({ ...change, id: 'x', revision: 1 })

    await expect(older).rejects.toMatchObject({ code: 'announcements:changed' })
    await expect(newer).rejects.toMatchObject({ code: 'announcements:state' })
    await expect(gone).rejects.toMatchObject({ code: 'announcements:state' })
    await expect(missing).rejects.toMatchObject({ code: 'announcements:not_found' })
  })

  it('that was not approved can be discarded', async () => {
    const { announcements, proposed } = room()
    const id = await proposed()

    await announcements.discard({ id, by: 'salma', revision: 2 })

    expect(await announcements.list()).toEqual([])
  })

  it('would reach those on its list', async () => {
    const { announcements, store } = room()
    await store.subscriptions.put(subscription('a', { list: 'code of list:topic:work' }))
    await store.subscriptions.put(subscription('b', { list: 'code of list:town:taza' }))

    expect(await announcements.reach(DRAFT.audience)).toBe(1)
  })
})

describe('progressOf', () => {
  it('adds up what was counted of one announcement on all channels and days', () => {
    const figure = (event: 'announcement-queued' | 'announcement-sent', announcement: string) => ({
      ...{ day: '2026-11-23', event, facets: { announcement, channel: 'telegram' }, count: 3 },
    })
    const progress = progressOf(
      [
        figure('announcement-queued', 'a'),
        figure('announcement-queued', 'a'),
        figure('announcement-sent', 'a'),
        figure('announcement-sent', 'b'),
      ],
      'a',
    )

    expect(progress).toEqual({ queued: 6, sent: 3, failed: 0, gone: 0, dropped: 0, away: 0 })
    expect(waitingIn(progress)).toBe(3)
  })
})

describe('an audience', () => {
  it('goes through the data of a button and comes back', () => {
    const isTown = (id: string) => id === 'taza'

    for (const code of ['topic:work', 'town:taza']) {
      const audience = parseAudience(code, isTown)
      expect(audience && audienceCode(audience)).toBe(code)
    }
    for (const code of ['topic:general', 'topic:x', 'town:x', 'town:taza:x', 'x:work', '']) {
      expect(parseAudience(code, isTown), code).toBeUndefined()
    }
  })
})

describe('the pace', () => {
  it('spreads the messages of a day over its hours, and those of a minute over the minute', () => {
    expect(intervalOf({ perMinute: 2, perDay: 100_000 })).toBe(30_000)
    expect(intervalOf({ perMinute: 600, perDay: 13 })).toBe(3_600_000)
  })

  it('takes a quarter of what a phone may write', () => {
    const { 'whatsapp-web': phone } = announcementPaces({ perMinute: 20, perDay: 1000 })

    expect(phone).toEqual({ perMinute: 5, perDay: 250 })
  })

  it('takes of the official API what its number may begin on a day', () => {
    const phone = { perMinute: 20, perDay: 1000 }

    expect(announcementPaces(phone, { perDay: 1000 })['whatsapp-cloud'].perDay).toBe(1000)
    expect(announcementPaces(phone)['whatsapp-cloud'].perDay).toBe(250)
  })
})
