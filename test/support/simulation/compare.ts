import type { Facets, FigureEvent } from '../../../src/core/index.ts'
import { OUTCOMES, type Overview } from '../../../src/insights/index.ts'
import type { Figure } from '../../../src/ports/index.ts'
import { type Ledger, linesOf } from './ledger.ts'

/** What the simulation does not look for: which partner is named in a reply. */
const NOT_WATCHED: readonly FigureEvent[] = ['routed', 'smalltalk']

/** A number that the report shows, beside the one that the simulation counted itself. */
export type Compared = readonly [shown: number, counted: number | undefined]

/** Every number of a report beside what the simulation counted; hidden ones are left out. */
export function reportBeside(
  overview: Overview,
  { sum }: Ledger,
): { readonly shown: readonly Compared[]; readonly all: number } {
  const { questions, people, team, flows, partners, campaigns = [] } = overview
  const asked = (facets: Facets) => OUTCOMES.reduce((all, event) => all + sum(event, facets), 0)
  const compared: (readonly [number | undefined, number | undefined])[] = [
    [questions.total, asked({})],
    ...questions.outcomes.map(({ key, count }) => [count, sum(key as FigureEvent)] as const),
    ...questions.topics.flatMap(({ key, outcomes }) => [
      [outcomes[0], sum('answered', { topic: key })] as const,
      [outcomes[1], sum('clarified', { topic: key })] as const,
    ]),
    ...questions.locales.map(({ key, count }) => [count, asked({ locale: key })] as const),
    ...questions.channels.map(({ key, count }) => [count, asked({ channel: key })] as const),
    ...questions.regions.map(({ key, count }) => [count, asked({ region: key })] as const),
    ...questions.campaigns.map(({ key, count }) => [count, asked({ campaign: key })] as const),
    [people.total, sum('informed')],
    ...people.topics.map(
      ({ key, count }) => [count, sum('informed-about', { topic: key })] as const,
    ),
    ...(overview.entries ?? []).map(
      ({ key, count }) => [count, sum('entry-answered', { entry: key })] as const,
    ),
    [team?.passedOn, sum('passed-on')],
    [team?.answered, sum('staff-answered')],
    ...(team?.within ?? []).map(
      ({ key, count }) => [count, sum('staff-answered', { within: key })] as const,
    ),
    ...flows.flatMap(({ flow, started, finished, steps }) => [
      [started, sum('flow-started', { flow })] as const,
      [finished, sum('flow-finished', { flow })] as const,
      ...steps.flatMap(({ node, asked: count, stopped }) => {
        const all = sum('flow-asked', { flow, node })
        const left = all - sum('flow-went-on', { flow, node })
        return [[count, all] as const, [stopped, left] as const]
      }),
    ]),
    [partners?.referrals.made, sum('referral-made')],
    [partners?.referrals.came, sum('referral-came')],
    [partners?.referrals.notHelped, sum('referral-not-helped')],
    [partners?.referrals.reached, sum('reached')],
    ...campaigns.flatMap(({ code, steps, topics }) => [
      ...(['came', 'asked', 'answered', 'finished', 'reached'] as const).map(
        (step) => [steps[step], sum('campaign-step', { campaign: code, step })] as const,
      ),
      ...topics.map(
        ({ key, count }) =>
          [count, sum('campaign-informed', { campaign: code, topic: key })] as const,
      ),
    ]),
  ]
  const shown = compared.flatMap(([count, counted]) =>
    count === undefined ? [] : [[count, counted] as const],
  )
  return { shown, all: compared.length }
}

/** What was counted, as lines that can be held against those of the simulation. */
export function watchedLines(
  figures: readonly Figure[],
  leftOut: (figure: Figure) => boolean = () => false,
): readonly string[] {
  const watched = figures.filter((figure) => {
    const { event, facets } = figure
    const isRouted = event === 'campaign-step' && facets.step === 'routed'
    // What was counted and taken back again says nothing.
    const isNothing = figure.count === 0
    return !NOT_WATCHED.includes(event) && !isRouted && !isNothing && !leftOut(figure)
  })
  return linesOf(watched.map(withoutGuess))
}

/** The subject of a question that was not understood is a guess that no reply shows. */
function withoutGuess(figure: Figure): Figure {
  if (figure.event !== 'unknown' && figure.event !== 'passed-on') return figure
  const { topic: _guess, ...facets } = figure.facets
  return { ...figure, facets }
}
