import { beforeAll, describe, expect, it } from 'vitest'
import { flowOrder } from '../../src/content/index.ts'
import type { Facets, FigureEvent } from '../../src/core/index.ts'
import { isSmall } from '../../src/insights/hide/network.ts'
import { dayAfter, OUTCOMES, type Overview, overviewOf } from '../../src/insights/index.ts'
import type { Figure } from '../../src/ports/index.ts'
import { campaign } from '../store/records.ts'
import { realServices } from '../support/project.ts'
import { linesOf } from '../support/simulation/ledger.ts'
import { simulateYear, type Year } from '../support/simulation/year.ts'

const PEOPLE = 2000
const PERIOD = { from: '2026-01-01', to: '2026-12-31' }
const CAMPAIGNS = [
  campaign('DAKUKUD', { topic: 'mothers', locale: 'ary' }),
  campaign('KAMILUS', { topic: 'work', locale: 'fr' }),
]

/** What the simulation does not look for: which partner is named in a reply. */
const NOT_WATCHED: readonly FigureEvent[] = ['routed', 'smalltalk']

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
    const watched = figures.filter(
      ({ event, facets }) =>
        !NOT_WATCHED.includes(event) && !(event === 'campaign-step' && facets.step === 'routed'),
    )

    expect(linesOf(watched.map(withoutGuess))).toEqual(year.ledger.lines())
  })

  it('shows in the report no number that the simulation did not count', () => {
    const { questions, people, team, flows, campaigns = [] } = overview
    const { sum } = year.ledger
    const asked = (facets: Facets) => OUTCOMES.reduce((all, event) => all + sum(event, facets), 0)
    const compared = [
      [questions.total, asked({})],
      ...questions.outcomes.map(({ key, count }) => [count, sum(key as FigureEvent)]),
      ...questions.topics.flatMap(({ key, outcomes }) => [
        [outcomes[0], sum('answered', { topic: key })],
        [outcomes[1], sum('clarified', { topic: key })],
      ]),
      ...questions.locales.map(({ key, count }) => [count, asked({ locale: key })]),
      ...questions.channels.map(({ key, count }) => [count, asked({ channel: key })]),
      ...questions.regions.map(({ key, count }) => [count, asked({ region: key })]),
      ...questions.campaigns.map(({ key, count }) => [count, asked({ campaign: key })]),
      [people.total, sum('informed')],
      ...people.topics.map(({ key, count }) => [count, sum('informed-about', { topic: key })]),
      ...(overview.entries ?? []).map(({ key, count }) => [
        count,
        sum('entry-answered', { entry: key }),
      ]),
      [team?.passedOn, sum('passed-on')],
      [team?.answered, sum('staff-answered')],
      ...(team?.within ?? []).map(({ key, count }) => [
        count,
        sum('staff-answered', { within: key }),
      ]),
      ...flows.flatMap(({ flow, started, finished, steps }) => [
        [started, sum('flow-started', { flow })],
        [finished, sum('flow-finished', { flow })],
        ...steps.flatMap(({ node, asked, stopped }) => {
          const all = sum('flow-asked', { flow, node })
          return [
            [asked, all],
            [stopped, all - sum('flow-went-on', { flow, node })],
          ]
        }),
      ]),
      ...campaigns.flatMap(({ code, steps, topics }) => [
        ...(['came', 'asked', 'answered', 'finished'] as const).map((step) => {
          return [steps[step], sum('campaign-step', { campaign: code, step })]
        }),
        ...topics.map(({ key, count }) => {
          return [count, sum('campaign-informed', { campaign: code, topic: key })]
        }),
      ]),
    ]

    const shown = compared.filter(([count]) => count !== undefined)
    expect(shown.map(([count]) => count)).toEqual(shown.map(([, counted]) => counted))
    expect(shown.length).toBeGreaterThan(compared.length * 0.8)
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

/** The subject of a question that was not understood is a guess that no reply shows. */
function withoutGuess(figure: Figure): Figure {
  if (figure.event !== 'unknown' && figure.event !== 'passed-on') return figure
  const { topic: _guess, ...facets } = figure.facets
  return { ...figure, facets }
}
