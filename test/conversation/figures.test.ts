import { describe, expect, it } from 'vitest'
import type { FigureEvent } from '../../src/core/index.ts'
import { type Conversation, createConversation } from '../support/conversation.ts'

/** What was counted of one kind, with its facets in one line and how often. */
async function figuresOf(chat: Conversation, event: FigureEvent): Promise<string[]> {
  const figures = await chat.store.figures.list('2020-01-01', '2030-12-31')
  return figures
    .filter((figure) => figure.event === event)
    .map(({ day, facets, count }) => {
      const words = Object.entries(facets).map(([name, value]) => `${name}=${value}`)
      return `${day} ${words.join(' ')} ${count}`
    })
}

const TAX = 'quels sont les taux d’impôt de l’auto-entrepreneur ?'

describe('what is counted of a turn', () => {
  it('is the answer by subject, language, channel and region, and its text apart', async () => {
    const chat = createConversation({ today: '2026-11-23' })
    await chat.say('je suis à Taza')
    await chat.say(TAX)

    expect(await figuresOf(chat, 'answered')).toEqual([
      '2026-11-23 channel=telegram locale=fr region=fes-meknes topic=work 1',
    ])
    expect(await figuresOf(chat, 'entry-answered')).toEqual([
      '2026-11-23 entry=tax-rates topic=work 1',
    ])
  })

  it('is a person informed once a year, and once for each subject', async () => {
    const chat = createConversation({ today: '2026-12-30' })
    await chat.say(TAX)
    await chat.say(TAX)
    await chat.say('comment déclarer la naissance de mon bébé ?')
    chat.clock.advance(5 * 86_400_000)
    await chat.say(TAX)

    expect(await figuresOf(chat, 'informed')).toEqual([
      '2026-12-30 channel=telegram locale=fr 1',
      '2027-01-04 channel=telegram locale=fr 1',
    ])
    expect(await figuresOf(chat, 'informed-about')).toEqual([
      '2026-12-30 channel=telegram locale=fr topic=mothers 1',
      '2026-12-30 channel=telegram locale=fr topic=work 1',
      '2027-01-04 channel=telegram locale=fr topic=work 1',
    ])
  })

  it('is each question of a flow, and whether the person went on from it', async () => {
    const chat = createConversation()
    await chat.send({ type: 'choice', data: 'w:register-birth' })
    await chat.say('hier')
    await chat.send({ type: 'choice', data: 'w:need-shelter' })

    const asked = await figuresOf(chat, 'flow-asked')
    const wentOn = await figuresOf(chat, 'flow-went-on')
    expect(asked.map((line) => line.slice(11))).toEqual([
      expect.stringMatching(/^flow=need-shelter node=[\w-]+ 1$/u),
      'flow=register-birth node=born 1',
      'flow=register-birth node=where 1',
    ])
    expect(wentOn.map((line) => line.slice(11))).toEqual(['flow=register-birth node=born 1'])
  })

  it('is nobody informed who was only welcomed', async () => {
    const chat = createConversation()
    await chat.send({ type: 'start', payload: '' })
    await chat.say('français')

    expect(await figuresOf(chat, 'flow-finished')).toHaveLength(1)
    expect(await figuresOf(chat, 'informed')).toEqual([])
  })

  it('is nothing of what was written', async () => {
    const chat = createConversation()
    await chat.say('je m’appelle Zoubida-secret et je cherche zyzomachin')

    const figures = JSON.stringify(await chat.store.figures.list('2020-01-01', '2030-12-31'))
    expect(figures).toContain('"event"')
    expect(figures).not.toMatch(/zoubida|zyzomachin/iu)
  })
})
