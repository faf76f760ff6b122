import { describe, expect, it } from 'vitest'
import { createUrgencyGate, learnUrgency, loadUrgency } from '../../src/urgency/index.ts'
import { rulesFile } from './rules.ts'

const HARMLESS = [
  { text: 'comment payer mes impôts', lang: 'fr', label: 'faq:pay' },
  { text: 'bonjour', lang: 'fr', label: 'smalltalk:greeting' },
  { text: 'mon mari me frappe', lang: 'fr', label: 'faq:violence-now' },
]

function createGate() {
  const { rules } = loadUrgency(rulesFile())
  return createUrgencyGate(rules, learnUrgency(rules, HARMLESS))
}

describe('createUrgencyGate', () => {
  it('calls the card of a pattern', () => {
    expect(createGate().recognise('il me tape encore')?.card).toBe('violence')
  })

  it('gives the answers and the need of the card', () => {
    const card = createGate().recognise('il me tape encore')

    expect(card?.answers.en).toBe('Call 19.')
    expect(card?.need).toBe('violence')
  })

  it('calls no card where the words around speak of something harmless', () => {
    expect(createGate().recognise('un film où il me tape')).toBeUndefined()
  })

  it('lets what is harmless speak for its own part alone', () => {
    expect(createGate().recognise('un bon film. il me tape')?.card).toBe('violence')
    expect(createGate().recognise('il me tape, comment payer un film')?.card).toBe('violence')
    expect(createGate().recognise('on regarde un film il me tape encore')?.card).toBe('violence')
  })

  it('calls no card for a harmless message', () => {
    expect(createGate().recognise('comment payer')).toBeUndefined()
  })

  it('calls no card for a message without words', () => {
    expect(createGate().recognise(' … ')).toBeUndefined()
  })

  it('learns nothing from the entries that may be urgent', () => {
    const { rules } = loadUrgency(rulesFile())
    const { ordinary } = learnUrgency(rules, HARMLESS)

    expect(ordinary.all.has('impots')).toBe(true)
    expect(ordinary.all.has('frape')).toBe(false)
  })

  it('works without any harmless phrase', () => {
    const { rules } = loadUrgency(rulesFile())
    const gate = createUrgencyGate(rules, learnUrgency(rules, []))

    expect(gate.recognise('mon mari me frappe')?.card).toBe('violence')
  })

  it('leaves out a pattern that names an unknown set of words', () => {
    const { rules } = loadUrgency(rulesFile((source) => source.replace('- film', '- <film>')))
    const gate = createUrgencyGate(rules, learnUrgency(rules, HARMLESS))

    expect(gate.recognise('il me tape encore')?.card).toBe('violence')
  })

  it('takes a message of any length', () => {
    expect(createGate().recognise('ah '.repeat(100_000))).toBeUndefined()
  })
})
