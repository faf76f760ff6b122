import type { Knowledge } from '../../../src/content/index.ts'
import type { Facets, FigureEvent, Locale } from '../../../src/core/index.ts'
import { LOCALES, withoutDirectionMarks } from '../../../src/core/index.ts'

/** What a reply shows to have happened. */
export interface Observed {
  readonly event: FigureEvent
  readonly locale: Locale
  readonly facets: Facets
}

/** Tells from the words of a reply alone how a question ended. */
export type Observer = (reply: string, speaking: Locale) => readonly Observed[]

/** Creates an observer that knows all texts that answer something. */
export function createObserver({ entries, texts, urgency }: Knowledge): Observer {
  const known: (Observed & { readonly text: string })[] = LOCALES.flatMap((locale) => {
    const fixed = (event: FigureEvent, key: string) => ({
      ...{ event, locale, facets: {}, text: plain(texts.text(locale, key)) },
    })
    return [
      ...[...entries.values()].map(({ entry, topic, answers }) => ({
        ...{ event: 'answered' as const, locale, facets: { entry, topic } },
        text: plain(answers[locale]),
      })),
      ...[...urgency.cards.values()].map(({ card, answers }) => ({
        ...{ event: 'urgent' as const, locale, facets: { card }, text: plain(answers[locale]) },
      })),
      fixed('clarified', 'clarify.question'),
      fixed('unknown', 'unknown.text'),
    ]
  })
  const byFirstLine = new Map<string, (typeof known)[number][]>()
  for (const one of known) {
    const line = firstLine(one.text)
    byFirstLine.set(line, [...(byFirstLine.get(line) ?? []), one])
  }
  return (reply, speaking) => {
    const heard = plain(reply)
    const lines = new Set(heard.split('\n').map((line) => line.trim()))
    const found = [...lines]
      .flatMap((line) => byFirstLine.get(line) ?? [])
      .filter(({ text }) => text !== '' && heard.includes(text))
    // The same words in two languages: the one that is spoken.
    return found.filter(
      ({ text, locale }) =>
        locale === speaking || !found.some((one) => one.text === text && one.locale === speaking),
    )
  }
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').trim()
}

function plain(text: string): string {
  return withoutDirectionMarks(text).trim()
}
