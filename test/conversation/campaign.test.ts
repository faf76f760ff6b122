import { describe, expect, it } from 'vitest'
import { createCampaignBook } from '../../src/campaigns/index.ts'
import type { CampaignRecord } from '../../src/ports/index.ts'
import { campaign } from '../store/records.ts'
import { type Conversation, createConversation } from '../support/conversation.ts'
import { realServices } from '../support/project.ts'

const BIRTH = campaign('DAKUKUD', { topic: 'mothers', locale: 'ary', flow: 'register-birth' })
const WORK = campaign('KAMILUS', { topic: 'work', locale: 'fr' })
const PLAIN = campaign('RITUSAR', { locale: 'en' })

function chatWith(...campaigns: readonly CampaignRecord[]): Conversation {
  const services = realServices()
  const book = createCampaignBook(campaigns, services.knowledge.texts)
  return createConversation({ services: () => ({ ...services, campaigns: book }) })
}

const said = (locale: 'fr' | 'ary' | 'en', key: string) =>
  realServices().knowledge.texts.text(locale, key)

/** What was counted of the campaigns: `CODE step`, each with how often. */
async function steps(chat: Conversation): Promise<Record<string, number>> {
  const figures = await chat.store.figures.list('2020-01-01', '2030-12-31')
  return Object.fromEntries(
    figures
      .filter(({ event }) => event === 'campaign-step')
      .map(({ facets, count }) => [`${facets.campaign} ${facets.step}`, count]),
  )
}

describe('a campaign link', () => {
  it('greets and begins its flow in its language', async () => {
    const chat = chatWith(BIRTH, WORK)
    const reply = await chat.send({ type: 'start', payload: 'DAKUKUD' })

    expect(reply.text).toContain(said('ary', 'welcome-privacy'))
    expect(reply.text).toContain(said('ary', 'flow-register-birth:born').split('\n')[0])
    expect(await steps(chat)).toEqual({ 'DAKUKUD came': 1 })
  })

  it('shows its subject where it has no flow, and the menu where it has neither', async () => {
    const work = await chatWith(WORK).send({ type: 'start', payload: 'kamilus' })
    const plain = await chatWith(PLAIN).send({ type: 'start', payload: 'RITUSAR' })

    expect(work.choices.some(({ data }) => data.startsWith('g:work:'))).toBe(true)
    expect(plain.text).toContain(said('en', 'welcome').split('\n')[0])
  })

  it('that nobody knows is an ordinary beginning', async () => {
    const chat = chatWith(BIRTH)
    const reply = await chat.send({ type: 'start', payload: 'FUNINAF' })

    expect(reply.text).toContain(said('fr', 'flow-welcome:hello'))
    expect(await steps(chat)).toEqual({})
  })

  it('does not change the language that the person chose', async () => {
    const chat = chatWith(BIRTH)
    await chat.send({ type: 'choice', data: 'l:fr' })
    const reply = await chat.send({ type: 'start', payload: 'DAKUKUD' })

    expect(reply.text).toContain(said('fr', 'flow-register-birth:born').split('\n')[0])
  })
})

describe('the code in a prefilled message', () => {
  it('is the same as its link when nothing else is written', async () => {
    const chat = chatWith(BIRTH)
    const reply = await chat.say('السلام دليل، الكود DAKUKUD')

    expect(reply.text).toContain(said('ary', 'flow-register-birth:born').split('\n')[0])
  })

  it('is greeted also when the rest was translated', async () => {
    const chat = chatWith(WORK)
    const reply = await chat.say('Olá Dalil, cifra KAMILUS')

    expect(reply.choices.some(({ data }) => data.startsWith('g:work:'))).toBe(true)
    expect(await steps(chat)).toEqual({ 'KAMILUS came': 1 })
  })

  it('does not stand in the way of a question behind it', async () => {
    const question = 'ch7al khassni nkhelles dariba auto entrepreneur ?'
    const alone = await chatWith(WORK).say(question)
    const behind = await chatWith(WORK).say(`Bonjour Dalil, code kamilus ${question}`)

    expect(behind.text).toBe(alone.text)
  })

  it('does not stand in the way of an emergency', async () => {
    const reply = await chatWith(BIRTH).say('DAKUKUD mon mari me frappe maintenant, au secours')
    const { urgency } = realServices().knowledge

    const cards = [...urgency.cards.values()].map((card) => card.answers.fr.trim().split('\n')[0])
    expect(cards.some((card) => reply.text.includes(card ?? ''))).toBe(true)
  })

  it('does not stand in the way of an answer to a flow that waits', async () => {
    const chat = chatWith(WORK)
    await chat.send({ type: 'choice', data: 'w:register-birth' })
    const reply = await chat.say('hier KAMILUS')

    expect(reply.text).toContain(said('fr', 'flow-register-birth:where').split('\n')[0])
  })
})

describe('where a person came from', () => {
  it('is kept as the first and the last campaign, and counted for the last', async () => {
    const chat = chatWith(BIRTH, WORK)
    await chat.send({ type: 'start', payload: 'DAKUKUD' })
    await chat.send({ type: 'start', payload: 'KAMILUS' })
    await chat.say('quels sont les taux d’impôt de l’auto-entrepreneur ?')

    expect(await steps(chat)).toMatchObject({
      'DAKUKUD came': 1,
      'KAMILUS came': 1,
      'KAMILUS asked': 1,
      'KAMILUS answered': 1,
      'KAMILUS routed': 1,
    })
    expect(Object.keys(await steps(chat))).not.toContain('DAKUKUD answered')
  })

  it('counts each step once, however often the person comes back', async () => {
    const chat = chatWith(WORK)
    for (let visit = 0; visit < 3; visit += 1) {
      await chat.send({ type: 'start', payload: 'KAMILUS' })
      await chat.say('quels sont les taux d’impôt de l’auto-entrepreneur ?')
    }

    expect(await steps(chat)).toEqual({
      'KAMILUS came': 1,
      'KAMILUS asked': 1,
      'KAMILUS answered': 1,
      'KAMILUS routed': 1,
    })
  })

  it('survives a restart and is gone when the person erases everything', async () => {
    const chat = chatWith(WORK)
    await chat.send({ type: 'start', payload: 'KAMILUS' })
    const later = chat.restarted()
    await later.say('quels sont les taux d’impôt de l’auto-entrepreneur ?')
    expect(await steps(chat)).toMatchObject({ 'KAMILUS answered': 1 })

    await later.say('effacer')
    await later.tap('x:yes')
    await later.say('quels sont les taux d’impôt de l’auto-entrepreneur ?')
    expect(await steps(chat)).toMatchObject({ 'KAMILUS answered': 1, 'KAMILUS asked': 1 })
  })
})
