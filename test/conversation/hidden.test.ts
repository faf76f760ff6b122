import { describe, expect, it } from 'vitest'
import { teamOutbox } from '../../src/conversation/index.ts'
import { openMessage, sealMessage } from '../../src/conversation/records.ts'
import { textOf, toAddress } from '../../src/core/index.ts'
import type { QuestionRecord } from '../../src/ports/index.ts'
import { createKeyring, createSealer } from '../../src/privacy/index.ts'
import { createMemoryStore } from '../../src/store/memory/index.ts'
import { outgoing } from '../store/records.ts'
import { createClock } from '../support/clock.ts'
import { type Conversation, createConversation, KEY, pseudonym } from '../support/conversation.ts'
import { realServices } from '../support/project.ts'

const { texts } = realServices().knowledge
const sealer = createSealer(createKeyring({ dir: '/nowhere', setting: KEY }))
const DAY_MS = 24 * 3_600_000
const SENT = { type: 'sent' } as const

/** What the team writes to whoever asked last, as its outbox record. */
async function teamSays(chat: Conversation, text: string) {
  const [question] = await chat.store.questions.list({ state: 'open', limit: 1 })
  if (question === undefined) throw new Error('nobody asked')
  return { question, record: await fromTeam(chat, question, text) }
}

async function fromTeam(chat: Conversation, question: QuestionRecord, text: string) {
  const person = await chat.store.people.find(question.person)
  if (person === undefined) throw new Error('nobody is known')
  const now = chat.clock.now()
  const options = { sealer, newId: () => 'team-1', services: realServices(), now, dueAt: now + 60 }
  return teamOutbox(options, person, question, { type: 'answer', text })
}

async function discreet(): Promise<Conversation> {
  const chat = createConversation({ today: '2026-11-23' })
  await chat.say('mode discret')
  await chat.tap('k')
  return chat
}

async function asked(chat = createConversation({ today: '2026-11-23' })): Promise<Conversation> {
  await chat.say('qwzrt vkpxj mnbvc')
  await chat.tap('p:yes')
  return chat
}

describe('what the team says', () => {
  it('begins with who speaks', async () => {
    const chat = await asked()

    const { record } = await teamSays(chat, 'Appelez 100% Mamans.')

    expect(textOf(openMessage(sealer, record.message))).toMatch(
      new RegExp(`^${texts.text('fr', 'passed-on.team').slice(0, 12)}`, 'u'),
    )
    expect(record.dueAt).toBe(chat.clock.now() + 60)
  })

  it('begins with a harmless line on the screen of somebody in discreet mode', async () => {
    const chat = await asked(await discreet())

    const { record } = await teamSays(chat, 'Appelez 100% Mamans.')

    const [first = ''] = textOf(openMessage(sealer, record.message)).split('\n')
    expect(first).toBe(texts.text('fr', 'discreet:preview'))
  })

  it('waits for who left in a hurry, whoever holds the phone meanwhile', async () => {
    const chat = await asked(await discreet())
    await chat.say('recette')

    const { record } = await teamSays(chat, 'Appelez 100% Mamans.')

    expect(record.dueAt).toBe(chat.clock.now() + DAY_MS)
  })
})

describe('a reminder', () => {
  it('waits for who left in a hurry', async () => {
    const chat = await discreet()
    await chat.send({ type: 'choice', data: 'w:next-declaration' })
    for (const choice of [':month', ':no', ':yes']) await chat.tap(choice)
    chat.clock.advance(Date.parse('2026-11-25T08:00:00Z') - chat.clock.now())
    await chat.say('recette')
    chat.clock.advance(2 * 3_600_000)

    const hidden = await chat.sweep()
    chat.clock.advance(DAY_MS)
    const back = await chat.sweep()

    expect(hidden.messages).toEqual([])
    expect(back.text).toContain(texts.text('fr', 'flow-next-declaration:reminder').slice(0, 12))
  })
})

describe('what is on its way to somebody', () => {
  /** A person to whom nothing gets through for as long as `isAway`. */
  async function slow() {
    let isAway = false
    const chat = createConversation({
      today: '2026-11-23',
      outcome: () => (isAway ? { type: 'retry', reason: 'away', retryAfterMs: 60_000 } : SENT),
    })
    await chat.say('mode discret')
    await chat.tap('k')
    return {
      chat,
      away: (value: boolean) => {
        isAway = value
      },
    }
  }

  it('is gone when they leave in a hurry, but for what the team and reminders bring', async () => {
    const { chat, away } = await slow()
    await asked(chat)
    const { record } = await teamSays(chat, 'Appelez 100% Mamans.')
    await chat.store.outbox.add(record)
    away(true)
    await chat.say('mon mari me frappe')
    const before = (await chat.store.outbox.count()).waiting
    await chat.say('recette')
    away(false)
    chat.clock.advance(120_000)

    const { text } = await chat.sweep()

    expect(before).toBeGreaterThan(1)
    expect(text).toBe(texts.text('fr', 'discreet:harmless'))
    expect(await chat.store.outbox.find('team-1')).toMatchObject({ attempts: 0 })
    chat.clock.advance(DAY_MS)
    expect((await chat.sweep()).text).toContain('Appelez 100% Mamans.')
  })

  it('is not sent when they erased everything while the first of it was being sent', async () => {
    const clock = createClock('2026-11-23')
    const store = createMemoryStore()
    let erase = async () => {}
    const chat = createConversation({
      ...{ clock, store },
      outcome: () => {
        void erase()
        clock.advance(4000)
        return SENT
      },
    })
    await chat.say('bonjour')
    const here = toAddress({ channel: 'telegram', account: 'bot', peer: '1' })
    const person = pseudonym(here)
    for (const id of ['a', 'b', 'c']) {
      const message = sealMessage(sealer, { type: 'text', text: id, direction: 'ltr' })
      const address = sealer.seal(here, 'address')
      await store.outbox.add({ ...outgoing(id), ...{ person, message, address, dueAt: 0 } })
    }
    erase = async () => void (await store.outbox.deleteOf(person))

    const { messages } = await chat.sweep()

    expect(messages).toHaveLength(1)
  })
})
