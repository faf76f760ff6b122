import { describe, expect, it } from 'vitest'
import { answerTime, FIGURES, toFigure } from '../../src/core/index.ts'

const HOUR = 3_600_000

describe('toFigure', () => {
  it('keeps the facets of the event, and no other', () => {
    const facets = { topic: 'work', entry: 'tax-rates', locale: 'fr', region: undefined }

    expect(toFigure('2026-11-23', 'answered', facets)).toEqual({
      day: '2026-11-23',
      event: 'answered',
      facets: { topic: 'work', locale: 'fr' },
    })
    expect(toFigure('2026-11-23', 'erased', facets).facets).toEqual({})
  })

  it('never counts a text or a step of a flow together with a region or a campaign', () => {
    const fine = Object.entries(FIGURES).filter(([, facets]) =>
      facets.some((facet) => ['entry', 'card', 'node'].includes(facet)),
    )

    expect(fine.length).toBeGreaterThan(0)
    for (const [, facets] of fine) {
      expect(facets).not.toContain('region')
      expect(facets).not.toContain('campaign')
    }
  })
})

describe('answerTime', () => {
  it('names the span, its limit included', () => {
    expect(answerTime(4 * HOUR)).toBe('4-hours')
    expect(answerTime(4 * HOUR + 1)).toBe('1-day')
    expect(answerTime(72 * HOUR)).toBe('3-days')
    expect(answerTime(168 * HOUR)).toBe('1-week')
    expect(answerTime(169 * HOUR)).toBe('longer')
  })

  it('takes a clock that was set back for an answer at once', () => {
    expect(answerTime(-HOUR)).toBe('4-hours')
  })
})
