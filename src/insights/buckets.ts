/** A stretch of days, both included, `YYYY-MM-DD`. */
export interface Period {
  readonly from: string
  readonly to: string
}

/** How long the stretches of a chart over time are. */
export const SPANS = ['day', 'week', 'month'] as const

/** One of {@link SPANS}. */
export type Span = (typeof SPANS)[number]

const DAY_MS = 86_400_000

/** The day so many days after one. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** How many days a period has. */
export function lengthOf({ from, to }: Period): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1
}

/** The first day of the stretch that a day is in: its Monday, or the first of its month. */
export function startOf(day: string, span: Span): string {
  if (span === 'month') return `${day.slice(0, 8)}01`
  if (span === 'day') return day
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  return dayAfter(day, -weekday)
}

/** The first days of all stretches of a period; the first may begin before it. */
export function stretchesOf(period: Period, span: Span): readonly string[] {
  const starts: string[] = []
  for (let day = period.from; day <= period.to; day = dayAfter(day, 1)) {
    const start = startOf(day, span)
    if (starts.at(-1) !== start) starts.push(start)
  }
  return starts
}
