import { beforeAll, describe, expect, it } from 'vitest'
import { flowOrder } from '../../src/content/index.ts'
import { isSmall } from '../../src/insights/hide/network.ts'
import { dayAfter, OUTCOMES, type Overview, overviewOf } from '../../src/insights/index.ts'
import type { Figure } from '../../src/ports/index.ts'
import { campaign } from '../store/records.ts'
import { realServices } from '../support/project.ts'
import { reportBeside, watchedLines } from '../support/simulation/compare.ts'
import { simulateYear, type Year } from '../support/simulation/year.ts'

const PEOPLE = 700
const PERIOD = { from: '2026-01-01', to: '2026-12-31' }
const CAMPAIGNS = [
  campaign('DAKUKUD', { topic: 'mothers', locale: 'ary' }),
  campaign('KAMILUS', { topic: 'work', locale: 'fr' }),
]

describe('a year of simulated use', () => {
  let year: Year
  let figures: readonly Figure[]
  let overview: Overview

  beforeAll(async () => {
    const services = realServices()
    year = await simulateYear({
      ...{ services, people: PEOPLE, campaigns: CAMPAIGNS, seed: 1 },
      start: Date.parse('2025-12-31T23:00:00Z'),
    })
    figures = await year.world.store.figures.list(PERIOD.from, PERIOD.to)
    overview = overviewOf({
      ...{ figures, period: PERIOD, flows: flowOrder(services.knowledge.flows) },
      campaigns: CAMPAIGNS.map(({ code }) => code),
    })
  })

  it('is counted event by event as the simulation counted it', () => {
    expect(watchedLines(figures)).toEqual(year.ledger.lines())
  })

  it('shows in the report no number that the simulation did not count', () => {
    const { shown, all } = reportBeside(overview, year.ledger)

    expect(shown.map(([count]) => count)).toEqual(shown.map(([, counted]) => counted))
    expect(shown.length).toBeGreaterThan(all * 0.8)
    expect(shown.filter(([, counted]) => isSmall(counted ?? 0))).toEqual([])
  })

  it('adds up over time to the same', () => {
    const { span, stretches } = overview.questions.time
    const counted = stretches.map(({ key }, at) => {
      const next = stretches[at + 1]?.key
      const period = { from: key, to: next === undefined ? PERIOD.to : dayAfter(next, -1) }
      return OUTCOMES.reduce((all, event) => all + year.ledger.sum(event, {}, period), 0)
    })

    expect(span).toBe('week')
    expect(stretches.map(({ count }) => count)).toEqual(
      counted.map((count, at) => (stretches[at]?.count === undefined ? undefined : count)),
    )
  })

  it('needs few figures: no more than events, and no day more than a few hundred', () => {
    const byDay = new Map<string, number>()
    for (const { day } of figures) byDay.set(day, (byDay.get(day) ?? 0) + 1)

    expect(Math.max(...byDay.values())).toBeLessThan(400)
  })
})
