import { describe, expect, it } from 'vitest'
import { createConversation } from '../support/conversation.ts'

describe('a partner called by its name', () => {
  it('is described, with how to reach it', async () => {
    const reply = await createConversation().say("c'est quoi 100% Mamans ?")

    expect(reply.text).toContain('100% Mamans')
    expect(reply.text).toContain('Tanger')
  })

  it('that has closed leads on to those who took over', async () => {
    const reply = await createConversation().say('w4i')

    expect(reply.text).toContain('terminé')
    expect(reply.text).toContain('ANAPEC')
  })

  it('inside a question of its own leaves the question its answer', async () => {
    const reply = await createConversation().say(
      'combien je dois payer à la cnss chaque trimestre pour la couverture maladie',
    )

    expect(reply.text).toContain('300')
  })
})

describe('a place that stands in some town', () => {
  it('is not picked by chance while nobody knows where the person is', async () => {
    const chat = createConversation()

    const reply = await chat.say('mon fils a de la fièvre après la chimio')
    const near = await chat.say('Fès')

    expect(reply.text).toMatch(/Fès.*Rabat/u)
    expect(reply.text).not.toContain('CHU')
    expect(near.text).toContain('Hassan II')
  })
})
