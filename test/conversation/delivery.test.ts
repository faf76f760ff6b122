import { describe, expect, it } from 'vitest'
import { LOCALES, type Locale } from '../../src/core/index.ts'
import type { SendResult } from '../../src/ports/index.ts'
import { createConversation } from '../support/conversation.ts'
import { realServices } from '../support/project.ts'

const DANGER = 'mon mari me frappe et veut me tuer'

const sorry = (locale: Locale = 'fr') => realServices().knowledge.texts.text(locale, 'late')

describe('a message that the channel holds back', () => {
  it('is sent when its time has come, however often it was held', async () => {
    let outcome: SendResult = { type: 'held', reason: 'its pace', forMs: 60_000 }
    const chat = createConversation({ outcome: () => outcome })
    await chat.say('menu')
    for (let i = 0; i < 50; i++) {
      chat.clock.advance(60_000)
      await chat.sweep()
    }
    outcome = { type: 'sent' }

    chat.clock.advance(59_000)
    const early = await chat.sweep()
    chat.clock.advance(1000)
    const due = await chat.sweep()

    expect(early.messages).toEqual([])
    expect(due.messages).toHaveLength(1)
    expect(await chat.store.outbox.count()).toEqual({ waiting: 0, failed: 0 })
  })

  it('is overtaken by what a danger calls for, and by nothing else', async () => {
    const held: SendResult = { type: 'held', reason: 'its pace', forMs: 60_000 }
    let outcomes: SendResult[] = [held]
    const chat = createConversation({ outcome: () => outcomes.shift() ?? { type: 'sent' } })
    await chat.say('menu')

    const other = await chat.say('menu')
    const danger = await chat.say(DANGER)
    outcomes = []
    chat.clock.advance(60_000)
    const later = await chat.sweep()

    expect(other.messages).toEqual([])
    expect(danger.messages[0]).toMatchObject({ urgent: true })
    expect(later.messages).toHaveLength(2)
  })
})

describe('a message that was written long before it came', () => {
  const says = async (chat: ReturnType<typeof createConversation>, text: string, ago: number) => {
    const sentAt = chat.clock.now() + 1000 - ago
    return chat.send({ type: 'text', text }, undefined, sentAt)
  }

  it.each(LOCALES)('is answered with a word of apology in %s, once', async (locale) => {
    const chat = createConversation({ locale })
    const [first, second] = [
      await says(chat, '?', 20 * 60_000),
      await says(chat, '??', 19 * 60_000),
    ]

    expect(first.text.startsWith(sorry(locale))).toBe(true)
    expect(second.text).not.toContain(sorry(locale))
  })

  it('is answered without one within a quarter of an hour', async () => {
    const reply = await says(createConversation(), 'menu', 14 * 60_000)

    expect(reply.text).not.toContain(sorry())
  })

  it('is answered with what to do first, where it tells of a danger', async () => {
    const reply = await says(createConversation(), DANGER, 60 * 60_000)

    expect(reply.messages[0]).toMatchObject({ urgent: true })
    expect(reply.text).not.toContain(sorry())
  })
})
