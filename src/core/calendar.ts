import type { Locale } from './locale.ts'

/** The time zone of the people Dalil serves; it shifts in Ramadan, which the zone data knows. */
export const TIME_ZONE = 'Africa/Casablanca'

const DAY = new Intl.DateTimeFormat('en-CA', {
  timeZone: TIME_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The day it is in Morocco at `time` (ms since 1970), as `YYYY-MM-DD`. */
export function dayOf(time: number): string {
  const minute = Math.floor(time / MINUTE_MS)
  if (minute !== lastAsked.minute) lastAsked = { minute, day: DAY.format(time) }
  return lastAsked.day
}

const MINUTE_MS = 60_000

/** A day never changes within a minute, and most questions are about now. */
let lastAsked = { minute: Number.NaN, day: '' }

/** A date as it is said in that language: French has an ordinal for the first, which Intl does not know. */
export function saidIn(locale: Locale, date: string): string {
  return locale === 'fr' ? date.replace(/(^|\s)1(?= \p{L})/u, '$11er') : date
}
