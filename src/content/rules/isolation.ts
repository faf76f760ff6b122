import { directionOf, isolateFor, type Locale } from '../../core/index.ts'

/**
 * Links, and phone numbers in groups. Digits of either script: the groups change places, while
 * digits without a space between them keep their order by themselves.
 */
const TURNED =
  /https?:\/\/\S+|[a-z0-9-]+\.(?:ma|org|com|info|int|net)\b|\+\d[\d -]{7,}|\d+[ -][\d -]{5,}\d|[٠-٩]+[ -][٠-٩ -]{5,}[٠-٩]/u

/**
 * What a right-to-left line would show turned around, or `undefined`. The files hold no marks:
 * every text is isolated when it is sent (`message` of the conversation calls `isolateFor`), so the
 * text is looked at as it will be sent. What is still bare then is what `isolateFor` leaves alone:
 * a text that brings a mark of its own, and Arabic-Indic digits in groups.
 */
export function turnedAround(text: string, locale: Locale): string | undefined {
  if (directionOf(locale) === 'ltr') return undefined
  const bare = isolateFor(text, locale).replace(/\u2066[^\u2069]*\u2069/gu, '')
  return TURNED.exec(bare)?.[0]
}

/** What to do about it. */
export function explainTurned(found: string): string {
  return `"${found}" would be shown turned around; write it in Latin letters and 0-9, without direction marks of your own.`
}
