import { CHANNELS, dayOf, LOCALES, TOPICS } from '../../core/index.ts'
import { dayAfter, lengthOf, type Period, type Selection } from '../../insights/index.ts'

/** What a page of figures looks at, as it stands in its address. */
export interface FigureQuery {
  readonly period: Period
  readonly selection: Selection
}

/** The filters, and what each may be set to. */
export interface FigureFilters {
  readonly topic: readonly string[]
  readonly locale: readonly string[]
  readonly channel: readonly string[]
  readonly region: readonly string[]
  readonly campaign: readonly string[]
}

/** Days that are shown where the address says nothing. */
const USUAL_DAYS = 30

/** Longest period, in days: five years. */
const MOST_DAYS = 1830

/** Nobody writes in by e-mail. */
const WRITTEN_IN = CHANNELS.filter((one) => one !== 'email')

/** The filters of these regions and campaigns. */
export function filtersOf(regions: Iterable<string>, campaigns: Iterable<string>): FigureFilters {
  return {
    ...{ topic: TOPICS, locale: LOCALES, channel: WRITTEN_IN },
    ...{ region: [...regions], campaign: [...campaigns] },
  }
}

/** Reads an address; what cannot be is as if it was not there. */
export function parseFigureQuery(
  read: (name: string) => string | undefined,
  now: number,
  filters: FigureFilters,
): FigureQuery {
  const selection = Object.entries(filters).flatMap(
    ([name, known]: [string, readonly string[]]) => {
      const value = read(name)
      return value !== undefined && known.includes(value) ? [[name, value] as const] : []
    },
  )
  return { period: periodOf(read, dayOf(now)), selection: Object.fromEntries(selection) }
}

function periodOf(read: (name: string) => string | undefined, today: string): Period {
  const to = dayIn(read('to')) ?? today
  const from = dayIn(read('from')) ?? dayAfter(to, 1 - USUAL_DAYS)
  const period = from <= to ? { from, to } : { from: to, to: from }
  if (lengthOf(period) <= MOST_DAYS) return period
  return { from: dayAfter(period.to, 1 - MOST_DAYS), to: period.to }
}

function dayIn(value: string | undefined): string | undefined {
  if (value === undefined || !/^\d{4}-\d\d-\d\d$/u.test(value)) return undefined
  const time = Date.parse(`${value}T00:00:00Z`)
  const isDay = !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
  return isDay ? value : undefined
}

/** The address of a page for this query, with some of it changed; filters that are off are left out. */
export function figureAddress(path: string, { period, selection }: FigureQuery): string {
  return `${path}?${new URLSearchParams({ ...period, ...selection })}`
}

/** The periods that are one tap away. */
export function quickPeriods(
  now: number,
): readonly { readonly key: string; readonly period: Period }[] {
  const to = dayOf(now)
  const year = to.slice(0, 4)
  const before = String(Number(year) - 1)
  const last = (days: number) => ({ from: dayAfter(to, 1 - days), to })
  return [
    { key: 'days-7', period: last(7) },
    { key: 'days-30', period: last(30) },
    { key: 'days-90', period: last(90) },
    { key: 'this-year', period: { from: `${year}-01-01`, to } },
    { key: 'last-year', period: { from: `${before}-01-01`, to: `${before}-12-31` } },
  ]
}
