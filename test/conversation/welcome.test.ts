import { describe, expect, it } from 'vitest'
import { type Conversation, createConversation, type Reply } from '../support/conversation.ts'
import { realServices } from '../support/project.ts'

const text = (key: string, locale: 'fr' | 'ar' | 'ary' | 'en' = 'fr') =>
  realServices().knowledge.texts.text(locale, key)

const dataOf = (reply: Reply) => reply.choices.map((choice) => choice.data)

const firsts: readonly (readonly [string, (chat: Conversation) => Promise<Reply>])[] = [
  ['that only greets', (chat) => chat.say('bonjour')],
  ['from a link', (chat) => chat.send({ type: 'start', payload: '' })],
]

describe('a first message', () => {
  it.each(firsts)('%s is welcomed with the languages to choose from', async (_, begin) => {
    const reply = await begin(createConversation())

    expect(reply.text).toContain(text('flow-welcome:hello'))
    expect(reply.choices.map((choice) => choice.label)).toEqual([
      'Français',
      'العربية',
      'الدارجة',
      'English',
    ])
  })

  it('with a question in it is answered, and nobody is welcomed', async () => {
    const reply = await createConversation().say(
      'bonjour, où dormir à Rabat pendant la chimio de mon fils ?',
    )

    expect(reply.text).not.toContain(text('flow-welcome:language'))
    expect(dataOf(reply)).toContain('n')
  })
})

describe('a person who is being welcomed', () => {
  it('goes on in the language that they choose, to what is kept and the subjects', async () => {
    const chat = createConversation()
    await chat.say('bonjour')

    const reply = await chat.say('darija')

    expect(reply.text).toContain(text('flow-welcome:kept', 'ary').split('\n')[0])
    expect(dataOf(reply)).toContain('t:work')
    expect(reply.choices.map((choice) => choice.label)).toContain(text('menu.language', 'ary'))
  })

  it('and asks something instead gets the answer in the language of the question, and no more of it', async () => {
    const chat = createConversation()
    await chat.send({ type: 'start', payload: '' })

    const reply = await chat.say('how long do I have to register the birth of my baby?')
    const after = await chat.say('merci')

    expect(reply.text).toContain('30')
    expect(reply.text).toMatch(/\b(the|you)\b/u)
    expect(reply.text).not.toContain(text('flow.resume', 'en'))
    expect(after.text).not.toContain(text('flow-welcome:language'))
  })

  it('and taps a subject of the menu is not held in the welcome', async () => {
    const chat = createConversation()
    await chat.say('menu')
    await chat.send({ type: 'start', payload: '' })

    const reply = await chat.send({ type: 'choice', data: 'e:birth-deadline' })

    expect(dataOf(reply)).toEqual(expect.arrayContaining(['n', 'm']))
  })

  it('in danger gets the card, and no more of the welcome', async () => {
    const chat = createConversation()
    await chat.say('bonjour')

    const reply = await chat.say('mon mari me frappe maintenant au secours')

    expect(reply.text).toContain('19')
    expect(reply.text).not.toContain(text('flow-welcome:language'))
  })
})
