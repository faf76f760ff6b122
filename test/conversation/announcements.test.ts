import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  type Announcements,
  createAnnouncements,
  progressOf,
} from '../../src/announcements/index.ts'
import { type Address, LOCALES, type Locale, parseAddress } from '../../src/core/index.ts'
import { createIds } from '../../src/ids.ts'
import { type Audience, type SendResult, type Store, silentLogger } from '../../src/ports/index.ts'
import { openLowdbStore } from '../../src/store/lowdb/index.ts'
import { createMemoryStore } from '../../src/store/memory/index.ts'
import { createClock, type FakeClock } from '../support/clock.ts'
import {
  type Conversation,
  type ConversationOptions,
  createConversation,
  pseudonym,
} from '../support/conversation.ts'
import { realServices } from '../support/project.ts'

const MOTHERS: Audience = { kind: 'topic', value: 'mothers' }
const TEXTS = {
  fr: 'Une visite gratuite est proposée le 3 décembre.',
  ar: 'هناك زيارة مجانية يوم 3 دجنبر.',
  ary: 'كاينة زيارة فابور نهار 3 دجنبر.',
  en: 'A free visit is offered on 3 December.',
}
const MINUTE = 60_000

const text = (key: string, locale: Locale = 'fr') =>
  (realServices().knowledge.texts.text(locale, key).split('{{')[0] ?? '').trim()

async function subscribed(options: ConversationOptions = {}): Promise<Conversation> {
  const chat = createConversation({ today: '2026-11-23', ...options })
  await chat.send({ type: 'choice', data: 's:topic:mothers' })
  return chat
}

/** Several people of one store, each of whom asked for the news of mothers. */
async function crowd(count: number, options: ConversationOptions = {}) {
  const store = options.store ?? createMemoryStore()
  const clock = options.clock ?? createClock('2026-11-23')
  const chats: Conversation[] = []
  for (let peer = 1; peer <= count; peer += 1) {
    chats.push(await subscribed({ ...options, store, clock, peer: `${peer}` }))
  }
  return { store, clock, chats }
}

function announcementsOf(store: Store, clock: FakeClock): Announcements {
  return createAnnouncements({
    ...{ store, clock, pseudonym, newId: createIds(clock), audit: async () => {} },
    numbersIn: (words) => words.match(/\d+/gu) ?? [],
  })
}

/** Writes an announcement and has it approved. */
async function announce(
  { store, clock }: Pick<Conversation, 'store' | 'clock'>,
  change: { readonly audience?: Audience; readonly until?: string } = {},
) {
  const announcements = announcementsOf(store, clock)
  const draft = { audience: MOTHERS, until: '2026-11-30', texts: TEXTS, ...change }
  const { id } = await announcements.create(draft, 'salma')
  await announcements.propose({ id, by: 'salma', revision: 1 })
  await announcements.approve({ id, by: 'amina', revision: 2 })
  return { id, announcements }
}

/** Lets minutes go by, as the jobs of every minute and the sweep of every second see them. */
async function minutes(chat: Conversation, count: number): Promise<readonly string[]> {
  const got: string[] = []
  for (let minute = 0; minute < count; minute += 1) {
    await chat.dalil.announce()
    const { text: said } = await chat.sweep()
    if (said !== '') got.push(said)
    chat.clock.advance(MINUTE)
  }
  return got
}

async function counted(store: Store) {
  const counts: Record<string, number> = {}
  for (const { event, count } of await store.figures.list('2026-01-01', '2027-12-31')) {
    const isOurs = event.startsWith('announcement-') || event.endsWith('subscribed')
    if (isOurs) counts[event] = (counts[event] ?? 0) + count
  }
  return counts
}

describe('subscribing', () => {
  it.each(LOCALES)('is offered with a subject and confirmed in words: %s', async (locale) => {
    const chat = createConversation({ locale })
    await chat.send({ type: 'choice', data: 't:mothers' })

    const reply = await chat.tap('s:topic:mothers')

    expect(reply.text).toContain(text('announcements:kept', locale))
    expect(await counted(chat.store)).toEqual({ subscribed: 1 })
  })

  it('is offered for the town that somebody names', async () => {
    const chat = createConversation()
    await chat.say('je suis à Taza')

    const reply = await chat.tap('s:town:taza')

    expect(reply.text).toContain('Taza')
    expect(reply.text).toContain(text('announcements:kept'))
  })

  it('leaves nothing readable of what was asked for', async () => {
    const { store } = await subscribed()

    const [person] = await store.people.listIdle(Number.MAX_SAFE_INTEGER, 1)
    const kept = person === undefined ? [] : await store.subscriptions.listOf(person.id)
    expect(kept).toHaveLength(1)
    expect(JSON.stringify(kept)).not.toMatch(/mothers|topic/u)
  })

  it('twice is once, and an unknown audience is none', async () => {
    const chat = await subscribed()

    const again = await chat.send({ type: 'choice', data: 's:topic:mothers' })
    const unknown = await chat.send({ type: 'choice', data: 's:town:atlantis' })

    expect(again.text).toContain(text('announcements:known'))
    expect(unknown.text).toContain(text('stale').slice(0, 20))
    expect(await counted(chat.store)).toEqual({ subscribed: 1 })
  })

  it.each([
    ['fr', 'mes annonces'],
    ['en', 'my announcements'],
    ['ar', 'إعلاناتي'],
    ['ary', 'الإعلانات ديالي'],
    ['ary', 'i3lanat dyali'],
  ] as const)('is shown in %s on "%s", each with a button', async (locale, words) => {
    const chat = await subscribed({ locale })

    const reply = await chat.say(words)

    expect(reply.text).toContain(text('announcements:title', locale))
    expect(reply.choices.map(({ data }) => data)).toEqual([
      ...['u:topic:mothers', 's:topic:work', 's:topic:cancer', 'm'],
    ])
  })

  it('ends by a tap, by its number, and all at once by "stop"', async () => {
    const chat = await subscribed()
    await chat.send({ type: 'choice', data: 's:topic:work' })
    await chat.send({ type: 'choice', data: 's:topic:cancer' })

    await chat.say('mes annonces')
    const one = await chat.tap('u:topic:work')
    const two = await chat.say('1')
    const all = await chat.say('stop')

    expect(one.text).toContain(text('announcements:left'))
    expect(two.text).toContain(text('announcements:left'))
    expect(all.text).toContain(text('announcements:left-all'))
    expect(await counted(chat.store)).toEqual({ subscribed: 3, unsubscribed: 3 })
  })

  it('is part of what a person is shown, and is erased with it', async () => {
    const chat = await subscribed()

    const data = await chat.say('mes données')
    const all = await chat.tap('d')
    await chat.say('effacer')
    await chat.tap('x:yes')
    const { announcements } = await announce(chat)

    expect(data.text).toContain('annonces demandées : 1')
    expect(all.text).toContain('Mères et enfants')
    expect(await announcements.reach(MOTHERS)).toBe(0)
    expect(await minutes(chat, 3)).toEqual([])
  })
})

describe('an announcement', () => {
  it.each(LOCALES)(
    'speaks the language of its reader and names the way out: %s',
    async (locale) => {
      const chat = await subscribed({ locale })
      await announce(chat)

      const [got = ''] = await minutes(chat, 1)

      expect(got).toContain(TEXTS[locale])
      expect(got).toContain(text('announcements:footer', locale))
      expect(got).toContain({ fr: '*stop*', en: '*stop*', ar: '*توقف*', ary: '*حبس*' }[locale])
    },
  )

  it('reaches those who asked for it before, once, and nobody else', async () => {
    const { store, clock, chats } = await crowd(3)
    const other = createConversation({ store, clock, peer: 'other' })
    await other.send({ type: 'choice', data: 's:topic:work' })
    const { id } = await announce({ store, clock })
    const [first] = chats
    if (first === undefined) throw new Error('nobody')
    clock.advance(1000)
    await subscribed({ store, clock, peer: 'late' })

    await first.dalil.announce()
    const queued = await counted(store)
    await minutes(first, 5)

    expect(queued['announcement-queued']).toBe(3)
    expect(await counted(store)).toMatchObject({ 'announcement-sent': 3 })
    expect((await store.announcements.find(id))?.state).toBe('sent')
    expect(await store.outbox.count()).toEqual({ waiting: 0, failed: 0 })
  })

  it('keeps to the pace of its channel, by day only', async () => {
    const pace = () => ({ perMinute: 1, perDay: 1_000_000 })
    const clock = createClock('2026-11-23')
    const { store, chats } = await crowd(4, { clock, announcementPace: pace })
    await announce({ store, clock })
    const [chat] = chats
    if (chat === undefined) throw new Error('nobody')
    clock.advance(Date.parse('2026-11-23T19:58:30Z') - clock.now())

    const evening = await minutes(chat, 60)
    clock.advance(Date.parse('2026-11-24T07:00:00Z') - clock.now())
    const morning = await minutes(chat, 5)

    expect(evening).toHaveLength(2)
    expect(morning).toHaveLength(2)
  })

  it('is stopped for all who have not got it yet', async () => {
    const pace = () => ({ perMinute: 1, perDay: 1_000_000 })
    const { store, clock, chats } = await crowd(4, { announcementPace: pace })
    const { id, announcements } = await announce({ store, clock })
    const [chat] = chats
    if (chat === undefined) throw new Error('nobody')
    await minutes(chat, 2)
    await announcements.stop({ id, by: 'amina', revision: 3 })

    const after = await minutes(chat, 10)

    expect(after).toEqual([])
    expect(await counted(store)).toMatchObject({
      ...{ 'announcement-queued': 4, 'announcement-sent': 2, 'announcement-dropped': 2 },
    })
    expect(await store.outbox.count()).toEqual({ waiting: 0, failed: 0 })
  })

  it('is dropped in the evening of its last day', async () => {
    let outcome: SendResult = { type: 'away' }
    const chat = await subscribed({ outcome: () => outcome })
    const { id } = await announce(chat, { until: '2026-11-24' })
    await minutes(chat, 2)
    chat.clock.advance(Date.parse('2026-11-24T20:00:00Z') - chat.clock.now())
    await chat.dalil.announce()

    outcome = { type: 'sent' }
    const reply = await chat.say('menu')

    expect(reply.text).not.toContain(TEXTS.fr)
    expect((await chat.store.announcements.find(id))?.state).toBe('sent')
    expect(await counted(chat.store)).toMatchObject({ 'announcement-dropped': 1 })
  })

  it('waits for a person to be back where the platform lets them be written to only then', async () => {
    let outcome: SendResult = { type: 'away' }
    const chat = await subscribed({ outcome: () => outcome })
    const { id } = await announce(chat)
    await minutes(chat, 2)
    const figures = await chat.store.figures.list('2026-01-01', '2027-12-31')

    outcome = { type: 'retry', reason: 'busy' }
    await chat.say('menu')
    outcome = { type: 'sent' }
    const got = await minutes(chat, 2)
    const stop = await chat.say('stop')

    expect(got.join()).toContain(TEXTS.fr)
    expect(stop.text).toContain(text('announcements:left-all'))
    expect(progressOf(figures, id)).toMatchObject({ queued: 1, away: 1 })
    expect(await counted(chat.store)).toMatchObject({
      ...{ 'announcement-sent': 1, 'announcement-away': 1, 'announcement-back': 1 },
    })
  })

  it('counts those it could not reach, and asks nobody to look at each', async () => {
    const outcomes: readonly SendResult[] = [
      { type: 'failed', reason: 'refused' },
      { type: 'gone', reason: 'blocked' },
      { type: 'sent' },
    ]
    let isAsking = true
    const outcome = (address: Address): SendResult =>
      (isAsking ? undefined : outcomes[Number(parseAddress(address)?.peer) - 1]) ?? { type: 'sent' }
    const { store, clock, chats } = await crowd(3, { outcome })
    const { announcements } = await announce({ store, clock })
    isAsking = false
    await minutes(chats[0] ?? createConversation(), 2)

    expect(await counted(store)).toMatchObject({
      ...{ 'announcement-failed': 1, 'announcement-gone': 1, 'announcement-sent': 1 },
    })
    expect(await announcements.reach(MOTHERS)).toBe(2)
    expect(await store.outbox.count()).toEqual({ waiting: 0, failed: 0 })
  })
})

describe('"stop" after an announcement', () => {
  it('is the way out at once, also while a flow waits, which then asks again', async () => {
    const chat = await subscribed()
    await chat.send({ type: 'choice', data: 'w:register-birth' })
    await announce(chat)
    await minutes(chat, 1)

    const reply = await chat.say('stop')

    expect(reply.text).toContain(text('announcements:left-all'))
    expect(reply.text).toContain(text('flow-register-birth:born').split('*')[0])
  })

  it('does not stand in the way of the number that a flow asks for', async () => {
    const chat = await subscribed()
    await chat.send({ type: 'choice', data: 'w:next-declaration' })
    await announce(chat)
    await minutes(chat, 1)

    const reply = await chat.say('1')

    expect(reply.text).toContain(text('flow-next-declaration:declared'))
    expect(await counted(chat.store)).not.toHaveProperty('unsubscribed')
  })

  it('means nothing while it is still on its way: a number is about what was shown', async () => {
    const pace = () => ({ perMinute: 1, perDay: 13 })
    const { store, clock, chats } = await crowd(2, { announcementPace: pace })
    const [, second] = chats
    await second?.say('menu')
    await announce({ store, clock })
    await chats[0]?.dalil.announce()

    const reply = await second?.say('1')

    expect(reply?.text).not.toContain(text('announcements:left'))
    expect(await counted(store)).not.toHaveProperty('unsubscribed')
  })

  it('leaves the numbers of a reply that comes right behind it to that reply', async () => {
    let outcome: SendResult = { type: 'away' }
    const chat = await subscribed({ outcome: () => outcome })
    await announce(chat)
    await minutes(chat, 2)
    outcome = { type: 'sent' }
    await chat.say('menu')

    await chat.say('1')

    expect(await counted(chat.store)).not.toHaveProperty('unsubscribed')
  })

  it('also takes back what is still on its way', async () => {
    const pace = () => ({ perMinute: 1, perDay: 13 })
    const { store, clock, chats } = await crowd(2, { announcementPace: pace })
    await announce({ store, clock })
    await chats[0]?.dalil.announce()

    await chats[1]?.say('mes annonces')
    await chats[1]?.say('stop')

    expect(await counted(store)).toMatchObject({
      ...{ 'announcement-queued': 2, 'announcement-dropped': 1, unsubscribed: 1 },
    })
    expect((await store.outbox.count()).waiting).toBe(1)
  })
})

describe('a crash', () => {
  it('while people are told leaves nobody out and tells nobody twice', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'dalil-announce-'))
    const clock = createClock('2026-11-23')
    const open = () => openLowdbStore({ dir, clock, logger: silentLogger })
    const store = await open()
    await crowd(5, { store, clock })
    await announce({ store, clock })
    const broken = breakingAfter(store, 3)
    await createConversation({ store: broken, clock }).dalil.announce()
    await store.close()

    const again = await open()
    const chat = createConversation({ store: again, clock })
    const queuedBefore = (await counted(again))['announcement-queued']
    await minutes(chat, 3)

    expect(queuedBefore).toBe(2)
    expect(await counted(again)).toMatchObject({
      ...{ 'announcement-queued': 5, 'announcement-sent': 5 },
    })
    await again.close()
    rmSync(dir, { recursive: true })
  })

  it('does not double what two machines bring on its way at the same time', async () => {
    const { store, clock, chats } = await crowd(5)
    await announce({ store, clock })

    await Promise.all(chats.map((chat) => chat.dalil.announce()))
    await minutes(chats[0] ?? createConversation(), 3)

    expect(await counted(store)).toMatchObject({
      ...{ 'announcement-queued': 5, 'announcement-sent': 5 },
    })
  })
})

/** A store whose process dies in the transaction of that number. */
function breakingAfter(store: Store, number: number): Store {
  let transactions = 0
  return {
    ...store,
    transaction(work, options) {
      transactions += 1
      if (transactions >= number) return Promise.reject(new Error('killed'))
      return store.transaction(work, options)
    },
  }
}
