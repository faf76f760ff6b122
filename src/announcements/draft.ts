import { LOCALES } from '../core/index.ts'
import { DalilError } from '../errors.ts'
import type { AnnouncementRecord } from '../ports/index.ts'

/** What the staff say of an announcement. */
export type AnnouncementDraft = Pick<AnnouncementRecord, 'audience' | 'texts' | 'until'>

/** Longest text in one language, in characters: with what stands below it one message everywhere. */
export const MAX_TEXT = 700

/** An announcement is of use for at most so many days. */
export const MAX_DAYS = 30

/**
 * Refuses what cannot be kept as a draft.
 *
 * @throws DalilError `announcements:too_long`.
 */
export function checkDraft({ texts }: AnnouncementDraft): void {
  const long = LOCALES.find((locale) => texts[locale].length > MAX_TEXT)
  if (long === undefined) return
  const message = `The text in ${long} has more than ${MAX_TEXT} characters; shorten it.`
  throw new DalilError('announcements:too_long', message)
}

/**
 * Refuses what people are not to get: a language is missing, numbers differ between languages, or
 * its last day is past or too far.
 *
 * @throws DalilError `announcements:texts`, `announcements:numbers`, `announcements:until`.
 */
export function checkWhole(
  draft: AnnouncementDraft,
  given: { readonly today: string; readonly numbersIn: (text: string) => readonly string[] },
): void {
  checkDraft(draft)
  const { texts, until } = draft
  if (LOCALES.some((locale) => texts[locale].trim() === '')) {
    throw new DalilError('announcements:texts', 'Write the text in all four languages first.')
  }
  const numbers = LOCALES.map((locale) => [...given.numbersIn(texts[locale])].sort().join(' '))
  if (new Set(numbers).size > 1) {
    const message = 'A number or a date is not the same in every language; compare the texts.'
    throw new DalilError('announcements:numbers', message)
  }
  const isDay = /^\d{4}-\d\d-\d\d$/u.test(until) && !Number.isNaN(Date.parse(`${until}T00:00Z`))
  const days = isDay ? daysFrom(given.today, until) : -1
  if (days < 0 || days > MAX_DAYS) {
    const message = `Choose a last day from today to ${MAX_DAYS} days ahead.`
    throw new DalilError('announcements:until', message)
  }
}

function daysFrom(today: string, day: string): number {
  return (Date.parse(`${day}T00:00Z`) - Date.parse(`${today}T00:00Z`)) / 86_400_000
}
