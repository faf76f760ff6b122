import { type Fault, LOCALES, type Locale, type Localized, type Partner } from '../../core/index.ts'
import { figuresOf, type Months } from '../figures.ts'
import type { Project } from '../project.ts'
import { compare } from './answers.ts'
import { explainTurned, turnedAround } from './isolation.ts'

/** A text that stands in four languages outside the entries, and where. */
interface Piece {
  readonly texts: Localized
  readonly file: (locale: Locale) => string
  /** Begins the message, so that the text is found in its file. */
  readonly name: string
  readonly at: (locale: Locale) => { readonly line: number; readonly column: number }
}

const TOP = { line: 1, column: 1 }

/** What holds for entries holds for every other text that a person reads. */
export function checkLocalized(project: Project, months: Months): readonly Fault[] {
  return [...pieces(project)].flatMap((piece) => [...faultsOf(piece, months)])
}

function* faultsOf(piece: Piece, months: Months): Generator<Fault> {
  for (const { rule, locale, says } of findInTexts(piece.texts, months)) {
    const base = { severity: 'error' as const, file: piece.file(locale), ...piece.at(locale) }
    yield { ...base, rule, message: says(piece.name) }
  }
}

/** What is wrong in one of the languages of a text. */
interface TextFinding {
  readonly rule: 'texts/not-isolated' | 'texts/figures-differ'
  readonly locale: Locale
  readonly says: (name: string) => string
}

/** What would be turned around in a text, and the figures that differ between its languages. */
export function* findInTexts(texts: Localized, months: Months): Generator<TextFinding> {
  const expected = telling(figuresOf(texts.fr, months))
  for (const locale of LOCALES) {
    const found = turnedAround(texts[locale], locale)
    if (found !== undefined) {
      const says = (name: string) => `${name}, "${locale}": ${explainTurned(found)}`
      yield { rule: 'texts/not-isolated', locale, says }
    }
    const differs = compare(expected, telling(figuresOf(texts[locale], months)), 'fr')
    if (differs === '') continue
    const says = (name: string) =>
      `${name}: the figures of "${locale}" differ from those of "fr": ${differs}.`
    yield { rule: 'texts/figures-differ', locale, says }
  }
}

/** The texts of a partner that people read. */
export function textsOf({ name, does, via }: Partner): readonly (readonly [string, Localized])[] {
  return Object.entries({ name, does, ...(via === undefined ? {} : { via }) })
}

/** Small numbers are words in one language and digits in another: "2 questions", "سؤالان". */
function telling(figures: readonly string[]): readonly string[] {
  return figures.filter((figure) => !/^\d$/u.test(figure))
}

function* pieces({ directory, smalltalk, urgencyRules, textSet }: Project): Generator<Piece> {
  for (const partner of directory.partners.values()) {
    const file = () => `content/partners/${partner.partner}.yaml`
    for (const [name, texts] of textsOf(partner)) {
      yield { texts, file, name: `"${name}"`, at: () => TOP }
    }
  }
  for (const talk of smalltalk.values()) {
    const file = () => `content/smalltalk/${talk.smalltalk}.yaml`
    yield { texts: talk.answers, file, name: '"answers"', at: () => TOP }
  }
  for (const [index, card] of urgencyRules.cards.entries()) {
    const { document } = urgencyRules
    const at = (locale: Locale) => document.locate(['cards', index, 'answers', locale])
    yield { texts: card.answers, file: () => document.file, name: `Card "${card.card}"`, at }
  }
  for (const [key, french] of textSet.keys.fr) {
    const places = LOCALES.flatMap((locale) => textSet.keys[locale].get(key) ?? [])
    const [fr, ar, ary, en] = places.map(({ value }) => (typeof value === 'string' ? value : ''))
    if (fr === undefined || ar === undefined || ary === undefined || en === undefined) continue
    const place = (locale: Locale) => textSet.keys[locale].get(key) ?? french
    yield {
      texts: { fr, ar, ary, en },
      file: (locale) => place(locale).file,
      name: `The text "${key}"`,
      at: (locale) => ({ line: place(locale).line, column: place(locale).column }),
    }
  }
}
