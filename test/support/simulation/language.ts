import { LOCALES, type Locale } from '../../../src/core/index.ts'
import type { Texts } from '../../../src/ports/index.ts'

/** The language in which a reply says one of these texts; `before` where it says none. */
export function languageOf(
  texts: Texts,
  reply: string,
  keys: readonly string[],
  before: Locale,
): Locale {
  const says = (locale: Locale) =>
    keys.some((key) => {
      const words = texts.text(locale, key).split('{{')[0]?.trim() ?? ''
      return words !== '' && reply.includes(words)
    })
  return says(before) ? before : (LOCALES.find(says) ?? before)
}
