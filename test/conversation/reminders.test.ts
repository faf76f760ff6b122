import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LOCALES, type Locale } from '../../src/core/index.ts'
import { type SendResult, silentLogger } from '../../src/ports/index.ts'
import { openLowdbStore } from '../../src/store/lowdb/index.ts'
import { createMemoryStore } from '../../src/store/memory/index.ts'
import { createClock } from '../support/clock.ts'
import {
  type Conversation,
  type ConversationOptions,
  createConversation,
} from '../support/conversation.ts'
import { realServices } from '../support/project.ts'

const text = (key: string, locale: Locale = 'fr') =>
  (realServices().knowledge.texts.text(locale, key).split('{{')[0] ?? '').trim()

/** A person who asked to be reminded of the declaration due on 30 November: on the 25th. */
async function declarationAsked(options: ConversationOptions = {}): Promise<Conversation> {
  const chat = createConversation({ today: '2026-11-23', ...options })
  await chat.send({ type: 'choice', data: 'w:next-declaration' })
  await chat.tap(':month')
  await chat.tap(':no')
  await chat.tap(':yes')
  return chat
}

/** … and of the thirty days of a birth "so many days ago": on the 25th day after it. */
async function birthAsked(chat: Conversation, ago: string): Promise<Conversation> {
  await chat.say('stop')
  await chat.send({ type: 'choice', data: 'w:register-birth' })
  await chat.say(ago)
  await chat.tap(':hospital')
  await chat.tap(':married')
  await chat.tap(':yes')
  await chat.tap(':yes')
  return chat
}

function goTo(chat: Conversation, time: string): void {
  chat.clock.advance(Date.parse(time) - chat.clock.now())
}

const due = async (chat: Conversation) =>
  (await chat.store.reminders.listDue(Number.MAX_SAFE_INTEGER, 99)).map(({ dueAt }) =>
    new Date(dueAt).toISOString(),
  )

async function counted(chat: Conversation) {
  const figures = await chat.store.figures.list('2026-01-01', '2027-12-31')
  const counts: Record<string, number> = {}
  for (const { event, count } of figures) {
    if (event.startsWith('reminder-')) counts[event] = (counts[event] ?? 0) + count
  }
  return counts
}

describe('a reminder that was asked for in a flow', () => {
  it('is kept for ten in the morning of its day, and nothing about it can be read', async () => {
    const chat = await declarationAsked()

    const [record] = await chat.store.reminders.listDue(Number.MAX_SAFE_INTEGER, 99)
    expect(await due(chat)).toEqual(['2026-11-25T09:00:00.000Z'])
    expect(JSON.stringify(record)).not.toContain('declaration')
    expect(await counted(chat)).toEqual({ 'reminder-set': 1 })
  })

  it('is not kept after a no', async () => {
    const chat = createConversation({ today: '2026-11-23' })
    await chat.send({ type: 'choice', data: 'w:next-declaration' })
    await chat.tap(':month')
    await chat.tap(':no')
    await chat.tap(':no')

    expect(await due(chat)).toEqual([])
  })

  it('is not kept twice for the same day', async () => {
    const chat = await declarationAsked()
    await chat.send({ type: 'choice', data: 'w:next-declaration' })
    await chat.tap(':month')
    await chat.tap(':no')
    const reply = await chat.tap(':yes')

    expect(reply.text).toContain(text('flow-next-declaration:promised'))
    expect(await due(chat)).toEqual(['2026-11-25T09:00:00.000Z'])
    expect(await counted(chat)).toEqual({ 'reminder-set': 1 })
  })

  it('is refused after ten others, instead of being promised', async () => {
    const chat = await declarationAsked()
    for (const days of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
      await birthAsked(chat, `il y a ${days} jours`)
    }
    await chat.say('stop')
    await chat.send({ type: 'choice', data: 'w:register-birth' })
    await chat.say('il y a 11 jours')
    await chat.tap(':hospital')
    await chat.tap(':married')
    await chat.tap(':yes')
    const reply = await chat.tap(':yes')

    expect(await due(chat)).toHaveLength(10)
    expect(reply.text).toContain('Vous avez déjà 10 rappels')
    expect(reply.text).not.toContain(text('flow-register-birth:promised'))
    expect(reply.text).toContain(text('flow-register-birth:town'))
  }, 30_000)
})

describe('a reminder that is due', () => {
  it('is sent at ten, once, in words that give nothing away', async () => {
    const chat = await declarationAsked()

    goTo(chat, '2026-11-25T08:59:59Z')
    const before = await chat.sweep()
    goTo(chat, '2026-11-25T09:00:00Z')
    const sent = await chat.sweep()
    goTo(chat, '2026-11-25T09:00:01Z')
    const after = await chat.sweep()

    expect(before.messages).toEqual([])
    expect(sent.messages).toHaveLength(1)
    expect(sent.text).toContain('30 novembre 2026')
    expect(sent.text).not.toMatch(/déclar|entrepreneur|impôt|enfant|naissance|rn\.ae/iu)
    expect(after.messages).toEqual([])
    expect(await due(chat)).toEqual([])
    expect(await chat.store.outbox.count()).toEqual({ waiting: 0, failed: 0 })
    expect(await counted(chat)).toEqual({ 'reminder-set': 1, 'reminder-sent': 1 })
  })

  it.each(LOCALES)('speaks the language it was asked in: %s', async (locale) => {
    const chat = await declarationAsked({ locale })

    goTo(chat, '2026-11-25T09:00:00Z')
    const sent = await chat.sweep()

    expect(sent.text).toContain(text('flow-next-declaration:reminder', locale))
    expect(sent.text).toContain('30')
  })

  it('leads to its conversation by a tap or a number, once no flow waits', async () => {
    const chat = await declarationAsked()
    await chat.say('stop')
    goTo(chat, '2026-11-25T09:00:00Z')
    await chat.sweep()
    const reply = await chat.say('1')

    expect(reply.text).toContain(text('flow-next-declaration:rhythm'))
  })

  it('leaves the question of a waiting flow where it is', async () => {
    const chat = await declarationAsked()
    goTo(chat, '2026-11-25T09:00:00Z')
    await chat.sweep()
    const reply = await chat.say('Rabat')

    expect(reply.text).toContain('tax.gov.ma')
  })

  it('follows the clocks of Ramadan and back, on the day of the shift itself', async () => {
    const into = createConversation({ today: '2026-01-26' })
    const out = createConversation({ today: '2026-03-02' })
    const into2027 = createConversation({ today: '2027-01-18' })
    await birthAsked(into, 'il y a 5 jours')
    await birthAsked(out, 'il y a 5 jours')
    await birthAsked(into2027, 'il y a 5 jours')

    expect(await due(into)).toEqual(['2026-02-15T10:00:00.000Z'])
    expect(await due(out)).toEqual(['2026-03-22T09:00:00.000Z'])
    expect(await due(into2027)).toEqual(['2027-02-07T10:00:00.000Z'])
    goTo(into, '2026-02-15T09:59:59Z')
    expect((await into.sweep()).messages).toEqual([])
    goTo(into, '2026-02-15T10:00:00Z')
    expect((await into.sweep()).messages).toHaveLength(1)
  })
})

describe('the words of a reminder', () => {
  const flows = [...realServices().knowledge.flows.values()]
  const keys = flows.flatMap(({ flow, nodes }) =>
    [...nodes.values()]
      .filter(({ type }) => type === 'remind')
      .flatMap(({ facts }) => facts.texts.map(({ key }) => `flow-${flow}:${key}`)),
  )
  const telling: Readonly<Record<Locale, RegExp>> = {
    fr: /déclar|entrepreneur|impôt|enfant|bébé|naissance|accouch|carte|séjour|cancer|hôpital|pension/iu,
    en: /declar|self-employed|tax|child|baby|birth|card|residence|cancer|hospital|maintenance/iu,
    ar: /تصريح|مقاول|ضريب|طفل|ولادة|بطاقة|إقامة|سرطان|مستشفى|نفقة/u,
    ary: /تصريح|نصرح|مقاول|ضريب|ولد|زيادة|كارط|إقامة|سرطان|سبيطار|نفقة/u,
  }

  it.each(LOCALES)('give nothing away on a locked screen: %s', (locale) => {
    expect(keys.length).toBeGreaterThan(2)
    for (const key of keys) {
      const words = realServices().knowledge.texts.text(locale, key)
      expect(words, key).not.toBe('')
      expect(words, key).not.toMatch(telling[locale])
    }
  })
})

describe('a restart', () => {
  it('between keeping and sending changes nothing', async () => {
    const chat = (await declarationAsked()).restarted()

    goTo(chat, '2026-11-25T09:00:00Z')

    expect((await chat.sweep()).messages).toHaveLength(1)
    expect((await chat.restarted().sweep()).messages).toEqual([])
  })

  it('after the message was prepared and before it was sent sends it once', async () => {
    const chat = await declarationAsked()
    goTo(chat, '2026-11-25T09:00:00Z')
    await chat.dalil.remind()
    const prepared = await chat.store.outbox.count()

    const again = chat.restarted()
    const sent = await again.sweep()
    const after = await again.restarted().sweep()

    expect(prepared).toEqual({ waiting: 1, failed: 0 })
    expect(sent.messages).toHaveLength(1)
    expect(after.messages).toEqual([])
  })

  it('on the disk of the embedded store sends it once as well', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'dalil-reminders-'))
    const clock = createClock('2026-11-23')
    const open = () => openLowdbStore({ dir, clock, logger: silentLogger })
    const first = await open()
    const chat = await declarationAsked({ store: first, clock })
    goTo(chat, '2026-11-25T09:00:00Z')
    await chat.dalil.remind()
    await first.close()

    const second = await open()
    const sent = await createConversation({ store: second, clock }).sweep()
    await second.close()
    const third = await open()
    const after = await createConversation({ store: third, clock }).sweep()
    await third.close()
    rmSync(dir, { recursive: true })

    expect(sent.text).toContain('30 novembre 2026')
    expect(after.messages).toEqual([])
  })

  it('is no danger when two sweeps overlap', async () => {
    const chat = await declarationAsked()
    goTo(chat, '2026-11-25T09:00:00Z')
    await Promise.all([chat.dalil.remind(), chat.dalil.remind()])

    expect((await chat.sweep()).messages).toHaveLength(1)
    expect(await counted(chat)).toEqual({ 'reminder-set': 1, 'reminder-sent': 1 })
  })
})

describe('a machine that was off', () => {
  it('sends it late, with a word about it', async () => {
    const chat = await declarationAsked()

    goTo(chat, '2026-11-27T15:00:00Z')
    const sent = await chat.sweep()

    expect(sent.messages).toHaveLength(1)
    expect(sent.text).toContain('était prévu le 25 novembre 2026')
  })

  it('says nothing about some hours', async () => {
    const chat = await declarationAsked()

    goTo(chat, '2026-11-25T17:00:00Z')
    const sent = await chat.sweep()

    expect(sent.text).not.toContain('prévu')
  })

  it('wakes nobody when it comes back at night', async () => {
    const chat = await declarationAsked()

    goTo(chat, '2026-11-26T03:00:00Z')
    const night = await chat.sweep()
    goTo(chat, '2026-11-26T07:00:00Z')
    const morning = await chat.sweep()

    expect(night.messages).toEqual([])
    expect(morning.messages).toHaveLength(1)
  })

  it('drops what has lost its use', async () => {
    const chat = await declarationAsked()

    goTo(chat, '2026-11-29T09:00:00Z')
    const sent = await chat.sweep()

    expect(sent.messages).toEqual([])
    expect(await due(chat)).toEqual([])
    expect(await counted(chat)).toEqual({ 'reminder-set': 1, 'reminder-dropped': 1 })
  })
})

describe('a message that was prepared', () => {
  it('waits for the morning when night fell before it was sent, and holds up no reply', async () => {
    const chat = await declarationAsked()
    await chat.say('stop')
    goTo(chat, '2026-11-25T19:59:59Z')
    await chat.dalil.remind()

    goTo(chat, '2026-11-25T22:00:00Z')
    const night = await chat.sweep()
    const reply = await chat.say('menu')
    goTo(chat, '2026-11-26T07:00:00Z')
    const morning = await chat.sweep()

    expect(night.messages).toEqual([])
    expect(reply.text).toContain(text('menu.title'))
    expect(reply.text).not.toContain('30 novembre')
    expect(morning.text).toContain('30 novembre')
  })

  it('is given to a person who is back in time, and not to one who is back too late', async () => {
    for (const [back, gets] of [
      ['2026-11-26T22:00:00Z', true],
      ['2026-12-05T12:00:00Z', false],
    ] as const) {
      let outcome: SendResult = { type: 'sent' }
      const chat = await declarationAsked({ outcome: () => outcome })
      goTo(chat, '2026-11-25T09:00:00Z')
      outcome = { type: 'away' }
      await chat.sweep()

      outcome = { type: 'sent' }
      goTo(chat, back)
      const reply = await chat.say('menu')

      expect(reply.text.includes('au plus tard le 30 novembre'), back).toBe(gets)
      expect(reply.text).toContain(text('menu.title'))
      expect(await chat.store.outbox.count()).toEqual({ waiting: 0, failed: 0 })
    }
  })
})

describe('"my reminders"', () => {
  it.each([
    ['fr', 'mes rappels'],
    ['en', 'my reminders'],
    ['ar', 'تذكيراتي'],
    ['ary', 'rappels dyali'],
    ['ary', 'التذكيرات ديالي'],
  ] as const)('shows them in %s, each with a button: %s', async (locale, words) => {
    const chat = await declarationAsked({ locale })
    await chat.say('stop')

    const reply = await chat.say(words)

    expect(reply.text).toContain(text('reminders.title', locale))
    expect(reply.text).toContain('25')
    expect(reply.text).toContain(text('flow-next-declaration:reminder', locale))
    expect(reply.choices.filter(({ data }) => data.startsWith('r:'))).toHaveLength(1)
    expect(Buffer.byteLength(reply.choices[0]?.data ?? '')).toBeLessThanOrEqual(40)
  })

  it('says so when there are none, and what there can be', async () => {
    const reply = await createConversation().say('mes rappels')

    expect(reply.text).toContain(text('reminders.none'))
    expect(reply.choices.map(({ data }) => data)).toEqual([
      ...['w:next-declaration', 'w:register-birth', 'w:permit-reminder', 'w:appointment'],
    ])
  })

  it('cancels one by a tap, shows the others, and never sends it', async () => {
    const chat = await birthAsked(await declarationAsked(), 'il y a 10 jours')
    await chat.say('stop')

    const list = await chat.say('mes rappels')
    const reply = await chat.tap('25 novembre')
    goTo(chat, '2026-11-25T09:00:00Z')
    const sent = await chat.sweep()

    expect(list.choices.map(({ data }) => data.split(':')[0])).toEqual(['r', 'r', 'r', 'm'])
    expect(reply.text).toContain(text('reminders.cancelled'))
    expect(reply.text).toContain('8 décembre')
    expect(sent.messages).toEqual([])
    expect(await due(chat)).toEqual(['2026-12-08T09:00:00.000Z'])
    expect(await counted(chat)).toEqual({ 'reminder-set': 2, 'reminder-cancelled': 1 })
  })

  it('cancels by a number also while a flow waits, which then asks again', async () => {
    const chat = await declarationAsked()

    await chat.say('mes rappels')
    const reply = await chat.say('1')

    expect(reply.text).toContain(text('reminders.cancelled-all'))
    expect(reply.text).toContain(text('flow-next-declaration:town'))
    expect(await due(chat)).toEqual([])
  })

  it('takes "stop" for all of them', async () => {
    const chat = await birthAsked(await declarationAsked(), 'il y a 10 jours')

    await chat.say('mes rappels')
    const reply = await chat.say('stop')

    expect(reply.text).toContain(text('reminders.cancelled-all'))
    expect(await due(chat)).toEqual([])
  })

  it('is what "stop" shows when nothing else is going on', async () => {
    const chat = await declarationAsked()

    const first = await chat.say('stop')
    const second = await chat.say('stop')
    const kept = await due(chat)
    await chat.say('stop')

    expect(first.text).toContain(text('stop.done'))
    expect(second.text).toContain(text('reminders.title'))
    expect(kept).toHaveLength(1)
    expect(await due(chat)).toEqual([])
  })

  it('has a polite word for a button of a reminder that is gone', async () => {
    const chat = await declarationAsked()
    await chat.say('stop')
    const list = await chat.say('mes rappels')
    const button = list.choices[0]?.data ?? ''
    await chat.send({ type: 'choice', data: button })
    const reply = await chat.send({ type: 'choice', data: button })

    expect(reply.text).toContain(text('stale').slice(0, 20))
  })
})

describe('what is kept of a person', () => {
  it('counts their reminders', async () => {
    const chat = await declarationAsked()

    expect((await chat.say('mes données')).text).toContain('rappels demandés : 1')
  })

  it('loses them when it is erased, also what was prepared', async () => {
    const chat = await birthAsked(await declarationAsked(), 'il y a 10 jours')
    goTo(chat, '2026-11-25T09:00:00Z')
    await chat.dalil.remind()
    await chat.say('effacer')
    await chat.tap('x:yes')

    goTo(chat, '2026-12-08T12:00:00Z')
    expect((await chat.sweep()).messages).toEqual([])
    expect(await due(chat)).toEqual([])
    expect(await chat.store.outbox.count()).toEqual({ waiting: 0, failed: 0 })
  })
})

describe('a person who has left', () => {
  it('gets no reminder', async () => {
    const chat = await declarationAsked()
    const [record] = await chat.store.people.listIdle(Number.MAX_SAFE_INTEGER, 1)
    if (record !== undefined) await chat.store.people.put({ ...record, gone: true })

    goTo(chat, '2026-11-25T09:00:00Z')
    expect((await chat.sweep()).messages).toEqual([])
    expect(await due(chat)).toEqual([])
    expect(await counted(chat)).toEqual({ 'reminder-set': 1, 'reminder-dropped': 1 })
  })
})

describe('a reminder that cannot be read any more', () => {
  it('is dropped and holds up no other', async () => {
    const store = createMemoryStore()
    const clock = createClock('2026-11-23')
    const chat = await declarationAsked({ store, clock })
    const [record] = await store.reminders.listDue(Number.MAX_SAFE_INTEGER, 1)
    if (record !== undefined) {
      await store.reminders.put({ ...record, id: 'damaged', content: 'x', dueAt: 1 })
    }

    goTo(chat, '2026-11-25T09:00:00Z')
    const list = await chat.say('mes rappels')
    const sent = await chat.sweep()

    expect(list.choices.filter(({ data }) => data.startsWith('r:'))).toHaveLength(1)
    expect(sent.messages).toHaveLength(1)
    expect(await due(chat)).toEqual([])
  })
})

describe('what a reminder offers', () => {
  it('is meant by a number only once it was shown, not while it is held back', async () => {
    let outcome: SendResult = { type: 'sent' }
    const chat = await declarationAsked({ outcome: () => outcome })
    const menu = await chat.say('menu')
    goTo(chat, '2026-11-25T09:00:00Z')
    outcome = { type: 'held', reason: 'its pace', forMs: 60_000 }
    await chat.sweep()
    outcome = { type: 'sent' }
    const [first] = menu.choices
    const answered = await chat.say('1')
    chat.clock.advance(120_000)
    const shown = await chat.sweep()
    const begun = await chat.say('1')

    expect(first?.data).not.toMatch(/^w:next-declaration/u)
    expect(answered.text).not.toContain(text('flow-next-declaration:rhythm'))
    expect(shown.choices.map(({ data }) => data)).toEqual(['w:next-declaration'])
    expect(begun.text).toContain(text('flow-next-declaration:rhythm'))
  })
})
