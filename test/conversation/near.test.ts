import { describe, expect, it } from 'vitest'
import { createConversation } from '../support/conversation.ts'

const ASKED = { type: 'choice', data: 'e:first-visit' } as const

describe('a family whose child needs treatment', () => {
  it.each([
    ['fr', "j'habite près de Taza", 'Fès', 'le plus proche de chez vous, Taza'],
    ['en', 'I live near Taza', 'Fez', 'nearest to you, Taza'],
    ['ar', 'أسكن قرب تازة', 'فاس', 'تازة'],
    ['ary', 'ساكنين حدا تازة', 'فاس', 'تازة'],
    ['ary', 'ana saken 7da taza', 'فاس', 'تازة'],
  ] as const)('that lives near Taza is sent to Fès, and told why: %s "%s"', async (...given) => {
    const [locale, words, town, why] = given
    const chat = createConversation({ locale })
    await chat.send(ASKED)
    const reply = await chat.say(words)

    expect(reply.text).toContain(town)
    expect(reply.text).toContain(why)
  })

  it('is answered in Arabic where it writes so little of it that it may be either', async () => {
    const reply = await createConversation({ locale: 'fr' }).say('أسكن قرب تازة')

    expect(reply.text).toContain('تازة')
    expect(reply.text).not.toContain('Taza')
  })

  it('that sends where it is gets the distance from there, and the place is not kept', async () => {
    const chat = createConversation()
    await chat.send(ASKED)
    const reply = await chat.send({ type: 'location', latitude: 33.7, longitude: -5.3 })

    expect(reply.text).toContain('Fès')
    const [person] = await chat.store.people.listIdle(Number.MAX_SAFE_INTEGER, 1)
    expect(JSON.stringify(person)).not.toContain('33.7')
  })
})

describe('a place that is sent where a conversation asks for the town', () => {
  const RABAT = { type: 'location', latitude: 34.02, longitude: -6.83 } as const

  async function askedForTown() {
    const chat = createConversation()
    await chat.send({ type: 'choice', data: 'w:find-partner' })
    await chat.say('1')
    await chat.say('1')
    return chat
  }

  it('answers it as the name of the town does', async () => {
    const written = await (await askedForTown()).say('Rabat')
    const sent = await (await askedForTown()).send(RABAT)

    expect(sent.text).toMatch(/^C'est noté : Rabat\./u)
    expect(sent.text).toContain(written.text)
    expect(sent.choices).toEqual(written.choices)
  })

  it('answers no other question', async () => {
    const chat = createConversation()
    const asked = await chat.send({ type: 'choice', data: 'w:find-partner' })
    const sent = await chat.send(RABAT)

    expect(sent.text).toMatch(/^C'est noté : Rabat\./u)
    expect(sent.choices).toEqual(asked.choices)
  })
})
