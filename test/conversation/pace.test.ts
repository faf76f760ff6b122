import { describe, expect, it } from 'vitest'
import { createConversation } from '../support/conversation.ts'
import { realServices } from '../support/project.ts'

const PACE = { perMinute: 3, perDay: 6, inHand: 10 }
const PATIENCE = realServices().knowledge.texts.text('fr', 'slow-down')

describe('somebody who writes faster than one can read', () => {
  it('is asked for patience once, then nothing is said', async () => {
    const chat = createConversation({ pace: PACE })
    for (let at = 0; at < 3; at++) await chat.say('bonjour')

    expect((await chat.say('bonjour')).text).toBe(PATIENCE)
    expect((await chat.say('bonjour')).messages).toEqual([])
  })

  it('is answered again after a moment', async () => {
    const chat = createConversation({ pace: PACE })
    for (let at = 0; at < 4; at++) await chat.say('bonjour')

    chat.clock.advance(20_000)

    expect((await chat.say('bonjour')).text).not.toBe(PATIENCE)
    expect((await chat.say('bonjour')).text).toBe(PATIENCE)
  })

  it('is heard all the same in danger', async () => {
    const chat = createConversation({ pace: PACE })
    for (let at = 0; at < 5; at++) await chat.say('bonjour')

    expect((await chat.say('mon mari me frappe')).text).toContain('8350')
  })

  it('all day long is left alone until the next, as a program would be', async () => {
    const chat = createConversation({ pace: PACE })
    const replies: number[] = []
    for (let minute = 0; minute < 20; minute++) {
      replies.push((await chat.say('ok')).messages.length)
      chat.clock.advance(60_000)
    }

    expect(replies.slice(0, 6).every((count) => count > 0)).toBe(true)
    expect(replies.slice(8).every((count) => count === 0)).toBe(true)
  })

  it('keeps the choices that were offered before', async () => {
    const chat = createConversation({ pace: PACE })
    for (let at = 0; at < 2; at++) await chat.say('bonjour')
    await chat.say('menu')
    await chat.say('bonjour')

    chat.clock.advance(60_000)

    expect((await chat.say('1')).choices.length).toBeGreaterThan(0)
  })
})
