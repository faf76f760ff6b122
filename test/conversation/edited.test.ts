import { describe, expect, it } from 'vitest'
import { createConversation } from '../support/conversation.ts'
import { realServices } from '../support/project.ts'

const say = (key: string) => realServices().knowledge.texts.text('fr', key)

async function inTheMiddle() {
  const chat = createConversation()
  await chat.say('menu')
  const asked = await chat.tap('w:find-partner')
  const next = await chat.say('1')
  return { chat, asked, next }
}

describe('a message that is deleted', () => {
  it('is answered with nothing, and what was offered last can still be chosen by number', async () => {
    const chat = createConversation()
    const menu = await chat.say('menu')

    const deleted = await chat.send({ type: 'deleted' })
    const chosen = await chat.say('1')

    expect(deleted.messages).toEqual([])
    expect(menu.choices[0]?.data).toBe('t:work')
    expect(chosen.text).toContain(menu.choices[0]?.label.split(' ')[0])
  })
})

describe('a message that is edited', () => {
  it('is answered anew outside of a conversation', async () => {
    const chat = createConversation()
    await chat.say('qwzrt vkpxj')

    const reply = await chat.send({ type: 'edited', text: 'menu' })

    expect(reply.choices.map(({ data }) => data)).toContain('w:find-partner')
  })

  it('is no answer to the question that came after it: the place is kept, and the way back named', async () => {
    const { chat, asked, next } = await inTheMiddle()

    const edited = await chat.send({ type: 'edited', text: '2' })

    expect(edited.text).toContain(say('help:edited').slice(0, 40))
    expect(edited.choices).toEqual(next.choices)
    const back = await chat.say('retour')
    expect(back.choices).toEqual(asked.choices)
  })

  it('is heard where it tells of a danger', async () => {
    const { chat } = await inTheMiddle()

    const edited = await chat.send({ type: 'edited', text: 'mon mari me frappe' })

    expect(edited.messages[0]).toMatchObject({ urgent: true })
  })

  it('answers the first question, before which nothing was read', async () => {
    const chat = createConversation()
    await chat.say('menu')
    await chat.tap('w:find-partner')

    const edited = await chat.send({ type: 'edited', text: '1' })

    expect(edited.text).not.toContain(say('help:edited').slice(0, 40))
  })
})
