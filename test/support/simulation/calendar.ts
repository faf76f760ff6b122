/**
 * The simulation's own reckoning of days and hours in Morocco, which shares no code with what is
 * tested: one hour ahead of UTC, and not in Ramadan of 2026, when clocks are set back at three in
 * the morning of 15 February and forward at two in the morning of 22 March.
 */

const HOUR = 3_600_000
const DAY = 24 * HOUR
const RAMADAN = {
  from: Date.parse('2026-02-15T02:00:00Z'),
  to: Date.parse('2026-03-22T02:00:00Z'),
}

function aheadOfUtc(time: number): number {
  return time >= RAMADAN.from && time < RAMADAN.to ? 0 : HOUR
}

/** The day `YYYY-MM-DD` that a moment belongs to. */
export function localDay(time: number): string {
  return new Date(time + aheadOfUtc(time)).toISOString().slice(0, 10)
}

/** The hour of the day that clocks show. */
export function localHour(time: number): number {
  return new Date(time + aheadOfUtc(time)).getUTCHours()
}

/** The moment at which clocks show that time, `HH:MM`, of a day. */
export function moment(day: string, clock: string): number {
  const wall = Date.parse(`${day}T${clock}:00Z`)
  return wall - aheadOfUtc(wall)
}

/** The day so many days after another. */
export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
}

/** How many days from one day to another. */
export function daysFrom(first: string, last: string): number {
  return Math.round((Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / DAY)
}

/** The last day of the month that lies so many months after that of a day. */
export function endOfMonth(day: string, months = 0): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month + months, 0)).toISOString().slice(0, 10)
}

/** The same day some months earlier, or the last of that month where it has none such. */
export function minusMonths(day: string, months: number): string {
  const last = endOfMonth(day, -months)
  return [`${last.slice(0, 7)}${day.slice(7)}`, last].sort()[0] ?? last
}
