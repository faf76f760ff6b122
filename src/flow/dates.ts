const DAY_MS = 86_400_000

/** Units in which people and authors count time. */
export type DateUnit = 'day' | 'week' | 'month' | 'year'

/** The day `year-month-day` as `YYYY-MM-DD`, or `undefined` where the calendar has none. */
export function toDay(year: number, month: number, day: number): string | undefined {
  if (year < 1900 || year > 2200) return undefined
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists ? toText(date) : undefined
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  return toDay(year, month, day) === text
}

/** The day `count` units later; the last of the month where the month is shorter. */
export function addTo(day: string, count: number, unit: DateUnit): string {
  const date = toDate(day)
  if (unit === 'day' || unit === 'week') {
    const days = unit === 'week' ? count * 7 : count
    return toText(new Date(date.getTime() + days * DAY_MS))
  }
  const months = unit === 'year' ? count * 12 : count
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1))
  const last = daysIn(first.getUTCFullYear(), first.getUTCMonth())
  first.setUTCDate(Math.min(date.getUTCDate(), last))
  return toText(first)
}

/** Days from the first to the second; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((toDate(to).getTime() - toDate(from).getTime()) / DAY_MS)
}

/** Whole years from the first day to the second: an age. */
export function yearsBetween(from: string, to: string): number {
  return Math.floor(monthsBetween(from, to) / 12)
}

/** Whole months from the first day to the second. */
export function monthsBetween(from: string, to: string): number {
  const a = toDate(from)
  const b = toDate(to)
  const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth()
  return b.getUTCDate() < a.getUTCDate() ? months - 1 : months
}

/** The last day of the month that lies `months` after the month of `day`. */
export function endOfMonth(day: string, months = 0): string {
  const date = toDate(day)
  return toText(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)))
}

/** The last day of the quarter that lies `quarters` after the quarter of `day`. */
export function endOfQuarter(day: string, quarters = 0): string {
  const date = toDate(day)
  const quarter = Math.floor(date.getUTCMonth() / 3) + quarters
  return toText(new Date(Date.UTC(date.getUTCFullYear(), quarter * 3 + 3, 0)))
}

/** The day itself, or the Monday after it where it falls on a weekend. */
export function workday(day: string): string {
  const weekday = weekdayOf(day)
  if (weekday === 6) return addTo(day, 2, 'day')
  return weekday === 0 ? addTo(day, 1, 'day') : day
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(day: string): number {
  return toDate(day).getUTCDay()
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
}

function toDate(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}

function toText(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10)
}
