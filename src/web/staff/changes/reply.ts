import { readEntry } from '../../../content/index.ts'
import type { TurnServices } from '../../../conversation/index.ts'
import { type Entry, type Locale, writtenIn } from '../../../core/index.ts'
import type { ContentChange } from '../../../ports/index.ts'
import type { TextsByLocale } from '../../../review/index.ts'

/** What those who asked are sent once a change answers them, in the languages it is written in. */
export function replyOf(services: TurnServices, change: ContentChange): TextsByLocale {
  const { entries } = services.knowledge
  const entry =
    readEntry(change) ?? (change.kind === 'entry' ? entries.get(change.target) : undefined)
  if (entry === undefined) return {}
  return Object.fromEntries(
    writtenIn(entry).map((locale) => [locale, wordsFor(services, entry, locale)]),
  )
}

function wordsFor({ knowledge }: TurnServices, entry: Entry, locale: Locale): string {
  const { directory, texts } = knowledge
  const answer = entry.answers[locale].trim()
  const names = entry.confirm.map((id) => directory.partners.get(id)?.name[locale] ?? id)
  if (names.length === 0) return answer
  const separator = locale === 'ar' || locale === 'ary' ? '، ' : ', '
  return `${answer}\n\n${texts.text(locale, 'answer.confirm', { names: names.join(separator) })}`
}
