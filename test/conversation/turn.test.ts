import { describe, expect, it } from 'vitest'
import { createConversation } from '../support/conversation.ts'
import { realServices } from '../support/project.ts'

const text = (key: string, locale: 'fr' | 'ar' | 'ary' | 'en' = 'fr') =>
  realServices().knowledge.texts.text(locale, key)

describe('a question', () => {
  it('is answered in the language it was asked in, whatever came before', async () => {
    const chat = createConversation({ locale: 'fr' })

    await chat.say('bonjour')
    const reply = await chat.say('how long do I have to register the birth of my baby?')

    expect(reply.text).toContain('30')
    expect(reply.text).toMatch(/\b(the|you)\b/u)
  })

  it('in Darija with Latin letters is answered in Arabic letters', async () => {
    const reply = await createConversation().say(
      'ch7al 3ndi dyal lwe9t bach nsejjel lwld f l7ala lmadania',
    )

    expect(reply.text).toMatch(/\p{Script=Arabic}{4}/u)
  })

  it('is followed by the partner that fits', async () => {
    const reply = await createConversation().say(
      'où dormir à Rabat pendant le traitement de mon enfant',
    )

    expect(reply.messages.length).toBeGreaterThan(1)
    expect(reply.choices.map((choice) => choice.data)).toContain('n')
  })

  it('can be reached through the menus alone', async () => {
    const chat = createConversation()

    await chat.say('menu')
    await chat.tap('t:mothers')
    const group = await chat.tap('g:mothers:birth')
    const reply = await chat.tap('e:birth-deadline')

    expect(group.choices.length).toBeGreaterThan(3)
    expect(reply.text).toContain('30')
  })
})

describe('a number', () => {
  it('chooses from what was just offered, in any script', async () => {
    for (const number of ['2', '٢', '2️⃣', 'deux', 'جوج']) {
      const chat = createConversation()

      await chat.say('menu')
      const reply = await chat.say(number)

      expect(
        reply.choices.map((choice) => choice.data),
        number,
      ).toContain('g:mothers:birth')
    }
  })
})

describe('a button of long ago', () => {
  it('gets a polite word and the menu', async () => {
    const reply = await createConversation().send({ type: 'choice', data: 'f:old:option' })

    expect(reply.text).toContain(text('stale').slice(0, 20))
    expect(reply.choices.length).toBeGreaterThan(2)
  })

  it('of an earlier question of the same conversation gets that word, too, and the question again', async () => {
    const chat = createConversation()
    const first = await chat.send({ type: 'choice', data: 'w:find-partner' })
    const second = await chat.say('1')

    const reply = await chat.send({ type: 'choice', data: first.choices[1]?.data ?? '' })

    expect(reply.text).toContain(text('stale').slice(0, 20))
    expect(reply.choices).toEqual(second.choices)
  })
})

describe('danger', () => {
  it('is answered before everything else, also in the middle of a flow', async () => {
    const chat = createConversation()

    await chat.send({ type: 'choice', data: 'w:find-partner' })
    const reply = await chat.say('mon mari me frappe, aidez moi')

    expect(reply.text).toContain('19')
    expect(reply.text).toContain('8350')
  })
})

describe('what cannot be answered', () => {
  it('is said, and passed on only after a yes, without names and numbers', async () => {
    const chat = createConversation()

    const reply = await chat.say('qwzrtklm vkpxjbrt 0612345678')
    const before = await chat.store.questions.countOpen()
    const done = await chat.say('oui')

    expect(reply.text).toContain(text('unknown.text').slice(0, 30))
    expect(before).toBe(0)
    expect(done.text).toContain('90')
    expect(await chat.store.questions.countOpen()).toBe(1)
  })

  it('is also a number that chooses nothing: the menu asks what is wanted', async () => {
    for (const number of ['15', '٨', '2️⃣']) {
      const reply = await createConversation().say(number)

      expect(reply.choices.map(({ data }) => data)).toContain('t:work')
    }
  })

  it('is dropped after a no', async () => {
    const chat = createConversation()

    await chat.say('qwzrt vkpxj mnbvc')
    await chat.say('non merci')

    expect(await chat.store.questions.countOpen()).toBe(0)
  })
})

describe('passing on', () => {
  it('is not done by a yes that comes behind something else', async () => {
    const chat = createConversation()

    await chat.say('qwzrt vkpxj mnbvc')
    await chat.send({ type: 'location', latitude: 34.02, longitude: -6.83 })
    await chat.send({ type: 'sticker', emoji: '👍' })

    expect(await chat.store.questions.countOpen()).toBe(0)
  })
})

describe('erasing', () => {
  it('takes one confirmation and leaves nothing but the farewell', async () => {
    const chat = createConversation()

    await chat.say('qwzrt vkpxj mnbvc')
    await chat.say('oui')
    await chat.say('effacer')
    const reply = await chat.tap('x:yes')

    expect(reply.text).toContain(text('erase.done').slice(0, 20))
    expect(await chat.store.people.count()).toBe(0)
    expect(await chat.store.questions.countOpen()).toBe(0)
  })

  it('is not done after a no', async () => {
    const chat = createConversation()

    await chat.say('effacer')
    await chat.say('non')

    expect(await chat.store.people.count()).toBe(1)
  })

  it.each([
    ['a place', { type: 'location', latitude: 34.02, longitude: -6.83 }],
    ['a voice message', { type: 'voice' }],
    ['a button of long ago', { type: 'choice', data: 'f:old:1:x' }],
    ['a question', { type: 'text', text: "impôt de l'auto-entrepreneur" }],
  ] as const)('is not done by a yes that comes behind %s', async (_what, between) => {
    const chat = createConversation()

    await chat.say('effacer')
    await chat.send(between)
    await chat.say('oui')
    await chat.send({ type: 'sticker', emoji: '👍' })

    expect(await chat.store.people.count()).toBe(1)
  })
})

describe('the same delivery twice', () => {
  it('is answered once', async () => {
    const chat = createConversation()

    const first = await chat.send({ type: 'text', text: 'bonjour' }, 'delivery-1')
    const second = await chat.send({ type: 'text', text: 'bonjour' }, 'delivery-1')

    expect(first.messages.length).toBeGreaterThan(0)
    expect(second.messages).toEqual([])
  })
})

describe('two messages at once', () => {
  it('are answered one after the other', async () => {
    const chat = createConversation()

    const replies = await Promise.all([chat.say('bonjour'), chat.say('merci')])

    expect(replies.some((reply) => reply.text !== '')).toBe(true)
    expect(await chat.store.outbox.count()).toEqual({ waiting: 0, failed: 0 })
  })
})

describe('a word or two that could be anything', () => {
  it('is never taken for an emergency', async () => {
    for (const words of [
      'هاد الشهر',
      'اليوم',
      'دابا',
      'this month',
      'aujourd’hui',
      'lyoum',
      'mon fils',
    ]) {
      const reply = await createConversation().say(words)

      expect(reply.text, words).not.toContain('8350')
      expect(reply.text, words).not.toContain('177')
    }
  })
})
