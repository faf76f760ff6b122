import { type Fault, type Locale, saidIn } from '../../core/index.ts'
import type { StaffRecord, Texts } from '../../ports/index.ts'

/** What every staff page is given. */
export interface PageContext {
  readonly texts: Texts
  readonly locale: Locale
  readonly version: string
  /** Where this page is found again by a plain link. */
  readonly path: string
  readonly csrf?: string | undefined
  readonly staff?: StaffRecord | undefined
  /** What keeps the newest files from being used; shown to those who are signed in. */
  readonly faults?: readonly Fault[]
  /** Since when WhatsApp has been without its phone, once all must know. */
  readonly whatsappAwaySince?: number | undefined
}

/** The languages of the staff workspace. */
export const STAFF_LOCALES: readonly Locale[] = ['fr', 'ar', 'en']

/** A text of the staff workspace: a key of `staff.yaml`, or of another file as `file:key`. */
export function say(
  page: PageContext,
  key: string,
  values?: Readonly<Record<string, string | number>>,
): string {
  const text = page.texts.text(page.locale, key.includes(':') ? key : `staff:${key}`, values)
  return page.locale === 'fr' ? withFixedSpaces(text) : text
}

/** In French a line never breaks before a colon or inside quotation marks. */
function withFixedSpaces(text: string): string {
  return text.replace(/ (?=[:;?!»%])/gu, '\u00a0').replace(/(?<=«) /gu, '\u00a0')
}

/** A moment as it is read in Morocco. */
export function showTime(page: PageContext, time: number): string {
  return formatterOf(page, { dateStyle: 'medium', timeStyle: 'short' }).format(time)
}

/** The day of a moment in Morocco. */
export function showDay(page: PageContext, time: number): string {
  return saidIn(page.locale, formatterOf(page, { dateStyle: 'medium' }).format(time))
}

function formatterOf(page: PageContext, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const tag = page.locale === 'ar' || page.locale === 'ary' ? 'ar-MA' : page.locale
  return new Intl.DateTimeFormat(tag, { ...style, timeZone: 'Africa/Casablanca' })
}

/** Names and times keep their order in a line of another direction (UAX #9, first strong isolate). */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`
}
