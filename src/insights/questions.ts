import type { FigureEvent } from '../core/index.ts'
import { type Period, SPANS, type Span, startOf, stretchesOf } from './buckets.ts'
import { publish, type Shown, type ShownSheet } from './hide/publish.ts'
import { addUp, largestFirst, type Tally } from './tally.ts'

/** How a question can end. */
export const OUTCOMES = [
  'answered',
  'clarified',
  'unknown',
  'urgent',
] as const satisfies readonly FigureEvent[]

/** One of {@link OUTCOMES}. */
export type Outcome = (typeof OUTCOMES)[number]

/** A group and its number; `undefined` is hidden. */
export interface Group {
  /** The value of a facet; empty where it is not known. */
  readonly key: string
  readonly count: Shown
}

/** The questions of a period. Nothing hidden can be computed from the rest. */
export interface QuestionFigures {
  readonly total: Shown
  /** In the order of {@link OUTCOMES}. */
  readonly outcomes: readonly Group[]
  /** By subject, with the outcomes of each. */
  readonly topics: readonly (Group & { readonly outcomes: readonly Shown[] })[]
  readonly locales: readonly Group[]
  readonly channels: readonly Group[]
  readonly regions: readonly Group[]
  readonly campaigns: readonly Group[]
  readonly time: { readonly span: Span; readonly stretches: readonly Group[] }
}

/** No more stretches than fit a screen. */
const MOST_STRETCHES: Readonly<Record<Span, number>> = { day: 62, week: 60, month: 600 }

/** With more gaps than this share, longer stretches say more. */
const MOST_GAPS = 1 / 3

/** Counts the questions of a period. */
export function questionFigures(tally: Tally, period: Period): QuestionFigures {
  const ways = SPANS.filter((span) => {
    return span === 'month' || stretchesOf(period, span).length <= MOST_STRETCHES[span]
  }).map((span) => inStretches(tally, period, span))
  return ways.find(({ gaps }) => gaps <= MOST_GAPS)?.figures ?? ways.at(-1)?.figures ?? EMPTY
}

const EMPTY: QuestionFigures = {
  ...{ total: 0, outcomes: [], topics: [], locales: [], channels: [], regions: [], campaigns: [] },
  time: { span: 'month', stretches: [] },
}

function inStretches(tally: Tally, period: Period, span: Span) {
  const by = (facet: 'topic' | 'locale' | 'channel' | 'region' | 'campaign') =>
    largestFirst(addUp(OUTCOMES.map((event) => tally.by(event, facet))))
  const lines = {
    locales: by('locale'),
    channels: by('channel'),
    regions: by('region'),
    campaigns: by('campaign'),
    stretches: timeline(tally, period, span),
  }
  const topics = by('topic').map(([topic]) => topic)
  const byTopic = OUTCOMES.map((event) => tally.by(event, 'topic'))
  const rows = topics.map((topic) => byTopic.map((counts) => counts.get(topic) ?? 0))
  const table = rows.length === 0 ? [OUTCOMES.map(() => 0)] : rows
  const shown = publish({
    lines: Object.fromEntries(
      Object.entries(lines).map(([name, groups]) => [name, groups.map(([, count]) => count)]),
    ),
    tables: { topics: table },
  })
  const line = (name: keyof typeof lines) => groupsOf(lines[name], shown.lines[name])
  const stretches = line('stretches')
  return {
    gaps: gapsOf(lines.stretches, stretches),
    figures: {
      total: shown.total,
      outcomes: groupsOf(
        OUTCOMES.map((key) => [key, 0]),
        shown.tables.topics?.columnTotals,
      ),
      topics: topicRows(topics, shown),
      locales: line('locales'),
      channels: line('channels'),
      regions: line('regions'),
      campaigns: line('campaigns'),
      time: { span, stretches },
    },
  }
}

function topicRows(topics: readonly string[], shown: ShownSheet): QuestionFigures['topics'] {
  const { rowTotals = [], cells = [] } = shown.tables.topics ?? {}
  return topics.map((key, at) => ({ key, count: rowTotals[at], outcomes: cells[at] ?? [] }))
}

function timeline(tally: Tally, period: Period, span: Span): readonly [string, number][] {
  const sums = new Map(stretchesOf(period, span).map((start) => [start, 0]))
  for (const [day, count] of addUp(OUTCOMES.map((event) => tally.byDay(event)))) {
    const start = startOf(day, span)
    sums.set(start, (sums.get(start) ?? 0) + count)
  }
  return [...sums]
}

/** Groups with what may be shown of them. */
export function groupsOf(
  groups: readonly (readonly [string, number])[],
  shown: readonly Shown[] = [],
): readonly Group[] {
  return groups.map(([key], at) => ({ key, count: shown[at] }))
}

/** Which share of the stretches in which something happened is hidden. */
function gapsOf(real: readonly (readonly [string, number])[], shown: readonly Group[]): number {
  const busy = real.filter(([, count]) => count > 0).length
  const hidden = shown.filter(({ count }) => count === undefined).length
  return busy === 0 ? 0 : hidden / busy
}
