import { type Fault, LOCALES, type Locale, type Localized } from '../../core/index.ts'
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
  const expected = telling(figuresOf(piece.texts.fr, months))
  for (const locale of LOCALES) {
    const base = { severity: 'error' as const, file: piece.file(locale), ...piece.at(locale) }
    const turned = turnedAround(piece.texts[locale], locale)
    if (turned !== undefined) {
      const message = `${piece.name}, "${locale}": ${explainTurned(turned)}`
      yield { ...base, rule: 'texts/not-isolated', message }
    }
    const differs = compare(expected, telling(figuresOf(piece.texts[locale], months)), 'fr')
    if (differs === '') continue
    const message = `${piece.name}: the figures of "${locale}" differ from those of "fr": ${differs}.`
    yield { ...base, rule: 'texts/figures-differ', message }
  }
}

/** Small numbers are words in one language and digits in another: "2 questions", "سؤالان". */
function telling(figures: readonly string[]): readonly string[] {
  return figures.filter((figure) => !/^\d$/u.test(figure))
}

function* pieces({ directory, smalltalk, urgencyRules, textSet }: Project): Generator<Piece> {
  for (const partner of directory.partners.values()) {
    const file = () => `content/partners/${partner.partner}.yaml`
    const texts = { name: partner.name, does: partner.does, via: partner.via }
    for (const [name, text] of Object.entries(texts)) {
      if (text !== undefined) yield { texts: text, file, name: `"${name}"`, at: () => TOP }
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
