import { describe, expect, it } from 'vitest'
import { checkUrgency, loadUrgency } from '../../src/urgency/index.ts'
import { rulesFile } from './rules.ts'

const OPEN = { status: 'open', needs: ['violence' as const] }

function faultsOf(change: (source: string) => string = (source) => source, partner = OPEN) {
  const { rules } = loadUrgency(rulesFile(change))
  return checkUrgency(rules, { partners: new Map([['helper', partner]]) })
}

describe('loadUrgency', () => {
  it('reports an unknown key with its place', () => {
    const { faults } = loadUrgency(rulesFile((source) => source.replace('need:', 'ned:')))

    expect(faults).toMatchObject([{ line: 10, column: 5, suggestion: 'need' }])
  })

  it('gives rules that recognise nothing for a file with a fault', () => {
    const { rules } = loadUrgency(rulesFile(() => 'cards: 3'))

    expect(rules.cards).toEqual([])
  })
})

describe('checkUrgency', () => {
  it('finds nothing in sound rules', () => {
    expect(faultsOf()).toEqual([])
  })

  it('finds a number that is not in the list', () => {
    const faults = faultsOf((source) => source.replaceAll('19', '18').replace('"18"', '"19"'))

    expect(faults.map((fault) => fault.rule)).toEqual([
      'urgency/unknown-number',
      'urgency/unknown-number',
      'urgency/unknown-number',
      'urgency/unknown-number',
    ])
  })

  it('finds a number that one locale lacks', () => {
    const faults = faultsOf((source) => source.replace('Call 19.', 'Call the police.'))

    expect(faults).toMatchObject([{ rule: 'urgency/figures-differ', line: 15 }])
  })

  it('finds a card that is too long', () => {
    const faults = faultsOf((source) =>
      source.replace('Call 19.', `Call 19. ${'Now! '.repeat(99)}`),
    )

    expect(faults).toMatchObject([{ rule: 'urgency/card-too-long', line: 15 }])
  })

  it('finds a card without phrases in a locale', () => {
    const faults = faultsOf((source) =>
      source.replace('en: [my husband beats me, he wants to kill me]', 'en: []'),
    )

    expect(faults).toMatchObject([{ rule: 'urgency/no-phrases' }])
  })

  it('finds a pattern that names an unknown set of words', () => {
    const faults = faultsOf((source) => source.replace('<me> <hits>', '<me> <hit>'))

    expect(faults).toMatchObject([{ rule: 'urgency/unknown-words', line: 17 }])
  })

  it('finds a need that no open partner meets', () => {
    const faults = faultsOf((source) => source, { status: 'closed', needs: ['violence'] })

    expect(faults).toMatchObject([{ rule: 'urgency/no-partner', line: 10 }])
  })
})
