import { dayOf, TIME_ZONE } from '../core/index.ts'

/** The hour of the day, in Morocco, at which a reminder is sent. */
const REMIND_HOUR = 10

/** Nobody is written to before this hour of theirs, unless they wrote first. */
const FIRST_HOUR = 8

/** … nor from this hour on. */
export const LAST_HOUR = 21

const HOUR = new Intl.DateTimeFormat('en-CA', {
  ...{ timeZone: TIME_ZONE, hourCycle: 'h23', hour: '2-digit' },
})

const PARTS = new Intl.DateTimeFormat('en-CA', {
  timeZone: TIME_ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/**
 * The moment (ms since 1970) at which clocks in Morocco show that full hour of a day `YYYY-MM-DD`.
 * Clocks are set back for Ramadan and forward after it, by the zone data of the machine; both
 * happen at two or three in the morning, so that an hour of daytime is there once every day.
 */
export function momentOf(day: string, hour: number = REMIND_HOUR): number {
  const wall = Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00Z`)
  // The first guess may lie on the other side of a shift; the second does not.
  const guess = wall - offsetAt(wall)
  return wall - offsetAt(guess)
}

/** Whether people in Morocco are up: from {@link FIRST_HOUR} to {@link LAST_HOUR}. */
export function isDaytime(time: number): boolean {
  const hour = Number(HOUR.format(time))
  return hour >= FIRST_HOUR && hour < LAST_HOUR
}

/** `time` where it is by day, else the next {@link FIRST_HOUR} in Morocco. */
export function nextDaytime(time: number): number {
  if (isDaytime(time)) return time
  const today = dayOf(time)
  const morning = momentOf(today, FIRST_HOUR)
  return time < morning ? morning : momentOf(addDays(today, 1), FIRST_HOUR)
}

/** The day so many days after one, both `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** How far clocks in Morocco are ahead of UTC, in ms. */
function offsetAt(time: number): number {
  const parts: Record<string, string> = {}
  for (const { type, value } of PARTS.formatToParts(time)) parts[type] = value
  const { year, month, day, hour, minute, second } = parts
  const wall = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return wall - Math.floor(time / 1000) * 1000
}
