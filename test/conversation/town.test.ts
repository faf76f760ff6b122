import { describe, expect, it } from 'vitest'
import { createConversation } from '../support/conversation.ts'
import { realServices } from '../support/project.ts'

describe('a town alone', () => {
  it('is told in words that say nothing else, also where a question is near', async () => {
    const chat = createConversation()

    for (const words of [
      'j’habite à Fès',
      'sakna f fes',
      'أنا ساكنة فطنجة',
      'we live near Rabat',
    ]) {
      expect((await chat.say(words)).text).toMatch(/Entraide Nationale|التعاون الوطني/u)
    }
  })

  it('is noted, and used for what was asked before', async () => {
    const chat = createConversation()

    await chat.say('où soigner mon enfant qui a un cancer')
    const reply = await chat.say('Taza')

    expect(reply.text).toContain('Taza')
    expect(reply.text).toContain('Fès')
  })

  it('is noted also when nothing was asked yet', async () => {
    const { texts } = realServices().knowledge

    const reply = await createConversation().say('Rabat')

    expect(reply.text).toContain(texts.text('fr', 'city.noted', { city: 'Rabat' }))
  })

  it('shared as a place on the map is the nearest one', async () => {
    const reply = await createConversation().send({
      type: 'location',
      latitude: 34.05,
      longitude: -5.0,
    })

    expect(reply.text).toContain('Fès')
  })
})
