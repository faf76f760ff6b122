import { describe, expect, it } from 'vitest'
import { type InboundContent, LOCALES } from '../../src/core/index.ts'
import { createConversation } from '../support/conversation.ts'
import { realServices } from '../support/project.ts'

const INPUTS: readonly (readonly [string, InboundContent])[] = [
  ['an empty message', { type: 'text', text: '' }],
  ['only spaces', { type: 'text', text: ' \n\t ' }],
  ['100,000 characters', { type: 'text', text: 'tax '.repeat(25_000) }],
  ['one word of 100,000 characters', { type: 'text', text: 'a'.repeat(100_000) }],
  ['only emoji', { type: 'text', text: '😭😭😭' }],
  ['only punctuation', { type: 'text', text: '???!!!' }],
  ['control characters', { type: 'text', text: '\u0000\u0001\u0007\u001b[31m' }],
  ['bidi overrides', { type: 'text', text: '\u202e\u202d\u2066\u2069abc' }],
  ['a lone surrogate', { type: 'text', text: '\ud83d' }],
  ['combining marks without end', { type: 'text', text: `a${'\u0301'.repeat(5000)}` }],
  ['a sticker', { type: 'sticker' }],
  ['a sticker with an emoji', { type: 'sticker', emoji: '👍' }],
  ['a voice message', { type: 'voice' }],
  ['a picture', { type: 'image' }],
  ['a picture with words', { type: 'image', caption: 'taux impot auto entrepreneur' }],
  ['a document', { type: 'document' }],
  ['a contact', { type: 'contact' }],
  ['a call', { type: 'call' }],
  ['a place in Morocco', { type: 'location', latitude: 34.02, longitude: -6.84 }],
  ['a place at sea', { type: 'location', latitude: 0, longitude: -30 }],
  ['something unknown to us', { type: 'unsupported', what: 'poll' }],
  ['an edited message', { type: 'edited', text: 'taux impot' }],
  ['a button that never was', { type: 'choice', data: 'zzz:1:2:3' }],
  ['an empty button', { type: 'choice', data: '' }],
  ['a payload of rubbish', { type: 'start', payload: '%%%$$$' }],
]

describe('the words under a picture or with a document', () => {
  it.each(['image', 'document'] as const)(
    'are answered, and the rest said to be unread: %s',
    async (type) => {
      const chat = createConversation({ locale: 'en' })
      const caption = 'tax of the auto-entrepreneur'

      const plain = await chat.say(caption)
      const reply = await chat.send({ type, caption })

      const note = realServices().knowledge.texts.text('en', 'help:attached')
      expect(reply.text).toBe(`${note}\n\n${plain.text}`)
    },
  )
})

describe('a call', () => {
  it.each(LOCALES)('is answered with whom to call instead, and the menu: %s', async (locale) => {
    const reply = await createConversation({ locale }).send({ type: 'call' })

    for (const number of ['19', '177', '15']) expect(reply.text).toContain(`*${number}*`)
    expect(reply.choices.length).toBeGreaterThan(1)
  })
})

describe('a reply in any case', () => {
  for (const [name, content] of INPUTS) {
    it(`comes for ${name}`, async () => {
      const reply = await createConversation().send(content)

      expect(reply.text.trim()).not.toBe('')
    })

    it(`comes for ${name} in the middle of a flow, which is still there afterwards`, async () => {
      const chat = createConversation()

      await chat.send({ type: 'choice', data: 'w:find-partner' })
      const reply = await chat.send(content)

      expect(reply.text.trim()).not.toBe('')
    })
  }

  it('comes with an apology and the menu when the turn itself breaks', async () => {
    const services = realServices()
    const broken = {
      ...services,
      matcher: {
        ...services.matcher,
        match: () => {
          throw new Error('broken')
        },
      },
    }

    const reply = await createConversation({ services: () => broken }).say('une question')

    expect(reply.text).toContain(services.knowledge.texts.text('fr', 'sorry').slice(0, 20))
    expect(reply.choices.length).toBeGreaterThan(2)
  })

  it('is none for a message that was deleted', async () => {
    const reply = await createConversation().send({ type: 'deleted' })

    expect(reply.messages).toEqual([])
  })
})
