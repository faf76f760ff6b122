import { dayOf, type Facet } from '../core/index.ts'
import type { Clock, Figure, FigureRepository } from '../ports/index.ts'
import { type Arc, hideSmall } from './hide/network.ts'
import { publish, type Shown } from './hide/publish.ts'
import { type Group, OUTCOMES } from './questions.ts'
import { addUp, createTally, largestFirst, type Tally } from './tally.ts'

/** The ways in which the questions of a month are divided for everybody to see. */
const PUBLIC_LINES = ['outcome', 'topic', 'locale', 'channel', 'region'] as const

/** One of {@link PUBLIC_LINES}. */
export type PublicLine = (typeof PUBLIC_LINES)[number]

/** What everybody may see of a month or a year. Groups that are hidden are not even named. */
export interface PublicFigures {
  /** `YYYY-MM`, or `YYYY`. */
  readonly period: string
  readonly total: Shown
  readonly lines: Readonly<Record<PublicLine, readonly Group[]>>
}

/**
 * What everybody may see. Only months that are over are published, each by itself, once and the
 * same for good; a year when it is over, as the sum of its months. Whoever keeps all that was ever
 * published can compute no hidden number from it.
 */
export interface Observatory {
  /** `YYYY-MM`: the months that are over, the last one first. */
  months(): readonly string[]
  /** `YYYY`: the years that are over, the last one first. */
  years(): readonly string[]
  /** The figures of one of {@link Observatory.months} or {@link Observatory.years}. */
  find(period: string): Promise<PublicFigures | undefined>
}

/** How far back the published months go. */
const MONTHS = 36

/** Creates the observatory over what was counted. */
export function createObservatory(options: {
  readonly figures: FigureRepository
  readonly clock: Clock
}): Observatory {
  // A month that is over never changes, so it is counted once.
  const known = new Map<string, Promise<Month>>()
  const monthOf = (month: string): Promise<Month> => {
    const counted =
      known.get(month) ??
      options.figures
        .list(`${month}-01`, `${month}-31`)
        .then((figures) => countMonth(figures, month))
    known.set(month, counted)
    counted.catch(() => known.delete(month))
    return counted
  }
  const months = () => monthsBefore(dayOf(options.clock.now()).slice(0, 7))
  const years = () => {
    const all = months()
    return [...new Set(all.map((month) => month.slice(0, 4)))].filter(
      (year) => all.includes(`${year}-12`) && all.includes(`${year}-01`),
    )
  }
  return {
    months,
    years,
    async find(period) {
      if (months().includes(period)) return named((await monthOf(period)).shown)
      if (!years().includes(period)) return undefined
      const ofYear = months().filter((month) => month.startsWith(period))
      return named(closeYear(period, await Promise.all(ofYear.map(monthOf))))
    },
  }
}

/** A month with its real numbers, and what is shown of it. */
export interface Month {
  readonly real: Readonly<Record<PublicLine, ReadonlyMap<string, number>>>
  readonly shown: PublicFigures
}

/** Counts a month; depends on nothing but that month. */
export function countMonth(figures: readonly Figure[], month: string): Month {
  const tally = createTally(figures)
  const real = {
    outcome: new Map(OUTCOMES.map((event) => [event as string, tally.count(event)])),
    ...{ topic: by(tally, 'topic'), locale: by(tally, 'locale') },
    ...{ channel: by(tally, 'channel'), region: by(tally, 'region') },
  }
  const groups = mapLines((line) => largestFirst(real[line]))
  const sheet = mapLines((line) => groups[line].map(([, count]) => count))
  const { total, lines } = publish({ lines: sheet, tables: {} })
  const shown = mapLines((line) =>
    groups[line].map(([key], at) => ({ key, count: lines[line]?.[at] })),
  )
  return { real, shown: { period: month, total, lines: shown } }
}

/** Adds up a year out of the months whose total is shown. */
export function closeYear(year: string, months: readonly Month[]): PublicFigures {
  const open = months.filter(({ shown }) => shown.total !== undefined)
  const total = open.reduce((sum, { shown }) => sum + (shown.total ?? 0), 0)
  return { period: year, total, lines: mapLines((line) => yearLine(open, line)) }
}

/** The sums of one way of dividing; those that would give a month away are hidden. */
function yearLine(months: readonly Month[], line: PublicLine): readonly Group[] {
  const sums = largestFirst(addUp(months.map(({ real }) => real[line])))
  const begin = 0
  const end = 1
  const row = (month: number) => 2 + month
  const column = (group: number) => 2 + months.length + group
  const arcs: Arc[] = sums.map(([, value], group) => {
    return { from: column(group), to: end, value, sum: 'margin' }
  })
  for (const [month, { real, shown }] of months.entries()) {
    const value = shown.total ?? 0
    arcs.push({ from: begin, to: row(month), value, fixed: 'shown' })
    for (const [group, [key]] of sums.entries()) {
      const isShown = shown.lines[line].some((one) => one.key === key && one.count !== undefined)
      const fixed = isShown ? 'shown' : 'hidden'
      const count = real[line].get(key) ?? 0
      if (count > 0) arcs.push({ from: row(month), to: column(group), value: count, fixed })
    }
  }
  const whole = months.reduce((sum, { shown }) => sum + (shown.total ?? 0), 0)
  arcs.push({ from: end, to: begin, value: whole, fixed: 'shown' })
  const hidden = hideSmall(arcs)
  return sums.map(([key, count], at) => ({ key, count: hidden.has(at) ? undefined : count }))
}

function named(figures: PublicFigures): PublicFigures {
  const lines = mapLines((line) =>
    figures.total === undefined ? [] : figures.lines[line].filter(({ count }) => (count ?? 0) > 0),
  )
  return { ...figures, lines }
}

function by(tally: Tally, facet: Facet): ReadonlyMap<string, number> {
  return addUp(OUTCOMES.map((event) => tally.by(event, facet)))
}

function mapLines<T>(make: (line: PublicLine) => T): Record<PublicLine, T> {
  return {
    ...{ outcome: make('outcome'), topic: make('topic'), locale: make('locale') },
    ...{ channel: make('channel'), region: make('region') },
  }
}

function monthsBefore(month: string): readonly string[] {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return Array.from({ length: MONTHS }, (_, at) => {
    const back = new Date(Date.UTC(year, number - 2 - at, 1))
    return back.toISOString().slice(0, 7)
  })
}
