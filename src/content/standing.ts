import type { Entry } from '../core/index.ts'

/** How an entry stands, for those who look after it. */
export const STANDINGS = ['complete', 'missing', 'soon', 'expired', 'confirm'] as const

/** One of {@link STANDINGS}. */
export type Standing = (typeof STANDINGS)[number]

/** An answer that expires within so many days is about to. */
export const SOON_DAYS = 60

/**
 * How an entry stands on a day: finished or with locales that are missing; about to expire, or
 * expired; with something in it that is to be confirmed.
 */
export function standingsOf(entry: Entry, today: string): readonly Standing[] {
  const uncertain = entry.sources.some(({ confidence }) => confidence === 'G' || confidence === '!')
  const isOver = entry.expires < today
  const found: Readonly<Record<Standing, boolean>> = {
    complete: entry.incomplete === undefined,
    missing: entry.incomplete !== undefined,
    soon: !isOver && entry.expires < daysAfter(today, SOON_DAYS),
    expired: isOver,
    confirm: uncertain,
  }
  return STANDINGS.filter((standing) => found[standing])
}

function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}
