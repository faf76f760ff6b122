import { describe, expect, it } from 'vitest'
import { measureAccuracy, type TrainingExample } from '../../src/faq/index.ts'

const WORDS = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta']

/** Phrasings of two labels that have nothing in common. */
const CLEAR: readonly TrainingExample[] = WORDS.flatMap((word) => [
  { text: `where is the card ${word}`, label: 'card' },
  { text: `how much tax ${word}`, label: 'tax' },
])

describe('measureAccuracy', () => {
  it('is the share that is understood without having been learnt', () => {
    const muddled = WORDS.map((word) => ({ text: `how much tax now ${word}`, label: 'card' }))

    expect(measureAccuracy(CLEAR, { folds: 3 })).toBe(1)
    expect(measureAccuracy([...CLEAR, ...muddled], { folds: 3 })).toBeLessThan(1)
  })

  it('leaves every phrasing in its part when others are added before it', () => {
    const more = [{ text: 'where is the card now', label: 'card' }]
    const twice = [measureAccuracy(CLEAR, { folds: 3 }), measureAccuracy(CLEAR, { folds: 3 })]

    expect(twice[0]).toBe(twice[1])
    expect(measureAccuracy([...more, ...CLEAR], { folds: 3 })).toBe(
      measureAccuracy([...CLEAR, ...more], { folds: 3 }),
    )
  })

  it('tells how many parts are done', () => {
    const told: (readonly number[])[] = []
    measureAccuracy(CLEAR, { folds: 2, onProgress: (done, all) => told.push([done, all]) })

    expect(told).toEqual([
      [1, 2],
      [2, 2],
    ])
  })
})
