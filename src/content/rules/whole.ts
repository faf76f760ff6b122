import { directionOf, type Entry, type Locale, type Partner } from '../../core/index.ts'
import type { Texts } from '../../ports/index.ts'

/** As many as the conversation names at most. */
const MAX_NAMES = 3

/**
 * The longest text in which an answer may be sent: followed by whom to ask, with the longest names,
 * or by the warning that it is out of date.
 */
export function wholeAnswer(
  texts: Texts,
  partners: ReadonlyMap<string, Partner>,
): (entry: Entry, locale: Locale) => string {
  return (entry, locale) => {
    const asked = entry.confirm.length > 0 ? entry.confirm : entry.partners
    const names = asked
      .map((id) => partners.get(id)?.name[locale] ?? id)
      .sort((a, b) => b.length - a.length)
      .slice(0, MAX_NAMES)
      .join(directionOf(locale) === 'rtl' ? '، ' : ', ')
    const [ending = ''] = ['answer.confirm', 'answer.expired', 'answer.expired-alone']
      .map((key) => texts.text(locale, key, { names, reviewed: entry.reviewed }))
      .sort((a, b) => b.length - a.length)
    return `${entry.answers[locale].trim()}\n\n${ending}`
  }
}
