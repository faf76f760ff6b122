import { describe, expect, it } from 'vitest'
import { createListening } from '../../src/conversation/listen.ts'
import {
  type Entry,
  type InboundMessage,
  type Locale,
  type PersonId,
  toAddress,
} from '../../src/core/index.ts'
import { createMemoryStore } from '../../src/store/memory/index.ts'
import { createConversation } from '../support/conversation.ts'
import { realServices } from '../support/project.ts'

const VOICE = { type: 'voice', reference: 'note-1', seconds: 4 } as const
const text = (key: string, locale: 'fr' | 'ary' = 'fr') =>
  realServices().knowledge.texts.text(locale, key)

/** Ears that hear what they are told, and remember what they listened to. */
function createEars(...said: (string | undefined)[]) {
  const listened: InboundMessage[] = []
  const hear = async (message: InboundMessage) => {
    listened.push(message)
    return said[listened.length - 1]
  }
  return { listened, hear }
}

describe('a voice message', () => {
  it('is told at once what to do instead where nobody listens', async () => {
    const reply = await createConversation({ locale: 'fr' }).send(VOICE)

    expect(reply.text).toContain(text('media.voice'))
    expect(reply.choices.length).toBeGreaterThan(3)
  })

  it('is shown as it was understood, and answered in its language', async () => {
    const question = 'شحال الضريبة ديال المقاول الذاتي'
    const chat = createConversation({ locale: 'fr', hear: createEars(question).hear })
    const written = createConversation({ locale: 'fr' })

    const reply = await chat.send(VOICE)
    const answer = await written.say(question)

    expect(reply.text).toMatch(new RegExp(`^فهمت: «${question}»\n\n`, 'u'))
    expect(reply.text).toContain(answer.text)
  })

  it('that was not understood is asked for again, with the menu', async () => {
    const reply = await createConversation({ locale: 'fr', hear: createEars('').hear }).send(VOICE)

    expect(reply.text).toContain(text('voice:not-understood'))
    expect(reply.choices.length).toBeGreaterThan(3)
  })

  it('about a danger is answered by its card first', async () => {
    const ears = createEars('mon mari veut me tuer, il a un couteau')

    const reply = await createConversation({ locale: 'fr', hear: ears.hear }).send(VOICE)

    expect(reply.messages[0]).toMatchObject({ type: 'text', urgent: true })
    expect(reply.text).not.toContain('couteau')
  })

  it('in the middle of a conversation answers its question', async () => {
    const ears = createEars('deux')
    const chat = createConversation({ locale: 'fr', hear: ears.hear })
    await chat.say('menu')

    const reply = await chat.send(VOICE)
    const typed = createConversation({ locale: 'fr' })
    await typed.say('menu')

    expect(reply.text).toContain((await typed.say('2')).text)
  })

  it('of somebody who floods is not listened to', async () => {
    const ears = createEars('menu', 'menu')
    const pace = { perMinute: 1, perDay: 10, inHand: 10 }
    const chat = createConversation({ locale: 'fr', hear: ears.hear, pace })
    await chat.send(VOICE)

    await chat.send(VOICE)

    expect(ears.listened).toHaveLength(1)
  })

  it('says nothing of itself to who reads over the shoulder of a person in hiding', async () => {
    const chat = createConversation({ locale: 'fr', hear: createEars('combien de taxe').hear })
    await chat.say('mode discret')
    await chat.say('sardine')
    await chat.say('sardine')

    const reply = await chat.send(VOICE)

    expect(reply.text).toContain(text('discreet:harmless-again'))
    expect(reply.text).not.toContain('taxe')
  })
})

describe('listening', () => {
  const message = (content: InboundMessage['content'], deliveryId: string): InboundMessage => ({
    deliveryId,
    address: toAddress({ channel: 'telegram', account: 'bot', peer: '1' }),
    channel: 'telegram',
    sentAt: 0,
    content,
  })

  it('keeps what the same person writes behind the voice message, and nobody else', async () => {
    const order: string[] = []
    let understand: (text: string) => void = () => {}
    const { deliveries } = createMemoryStore()
    const listening = createListening({
      hear: () =>
        new Promise<string>((resolve) => {
          understand = resolve
        }),
      store: { deliveries },
      deliveryOf: ({ deliveryId }) => deliveryId,
    })
    const take = (person: string, one: InboundMessage) =>
      listening.run(person as PersonId, one, async ({ content, deliveryId }) => {
        order.push(`${person}: ${content.type}`)
        await deliveries.add(deliveryId, 0)
      })

    const works = [
      take('amina', message(VOICE, '1')),
      take('amina', message({ type: 'text', text: 'merci' }, '2')),
      take('omar', message({ type: 'text', text: 'salut' }, '3')),
    ]
    await works[2]
    understand('bonjour')
    await Promise.all(works)
    await take('amina', message(VOICE, '1'))

    expect(order).toEqual(['omar: text', 'amina: heard', 'amina: text', 'amina: voice'])
  })
})

describe('an answer that was recorded', () => {
  const file = '/srv/dalil/content/audio/ary/birth-deadline.3fa9c1d2.ogg'
  const services = () => {
    const { knowledge, ...rest } = realServices()
    const fileOf = (entry: Entry, locale: Locale) =>
      entry.entry === 'birth-deadline' && locale === 'ary' ? file : undefined
    return { ...rest, knowledge: { ...knowledge, recordings: { ...knowledge.recordings, fileOf } } }
  }

  it('can be listened to by a tap or a word, in its language only', async () => {
    const darija = createConversation({ locale: 'ary', services })
    const french = createConversation({ locale: 'fr', services })
    await darija.send({ type: 'choice', data: 'l:ary' })
    const written = await darija.send({ type: 'choice', data: 'e:birth-deadline' })
    const spoken = await darija.tap('h:birth-deadline')
    const other = await french.send({ type: 'choice', data: 'e:birth-deadline' })

    expect(written.choices.map(({ label }) => label)).toContain(text('voice:listen', 'ary'))
    expect(spoken.messages[0]).toEqual({ type: 'audio', file })
    expect(spoken.choices.length).toBeGreaterThan(0)
    expect(other.choices.map(({ data }) => data)).not.toContain('h:birth-deadline')
  })

  it('is written again where the recording has gone since the button was shown', async () => {
    const chat = createConversation({ locale: 'fr' })

    const reply = await chat.send({ type: 'choice', data: 'h:birth-deadline' })

    expect(reply.messages[0]?.type).toBe('text')
    expect(reply.text.length).toBeGreaterThan(100)
  })
})
