import { editDistance, normalize, wordsOf } from '../../core/index.ts'
import type { Texts } from '../../ports/index.ts'
import { numbersIn } from './read-number.ts'
import { tokenize } from './tokens.ts'
import { createWords, type Words } from './words.ts'

/** Something that can be chosen: what stands on it, and other words for it. */
export interface Choosable {
  readonly label: string
  readonly words?: readonly string[]
}

/** A choice is named in few words; a longer message is something else. */
const MAX_WORDS = 8
/** Words of a message that need not belong to the choice it names. */
const MAX_EXTRA_WORDS = 2
const MIN_WORD = 3
const MIN_MISSPELT_WORD = 5

/**
 * The one choice that a message names: by its number in any script or language (`2`, `٢`, `2️⃣`,
 * "deux", "جوج"), by its label or one of its words, or by something near. `undefined` when none or
 * several are meant, and for a question.
 */
export function matchChoice<T extends Choosable>(
  source: Texts | Words,
  text: string,
  choices: readonly T[],
): T | undefined {
  const written = normalize(text)
  if (written === '' || choices.length === 0) return undefined
  const forms = choices.map((choice) =>
    [choice.label, ...(choice.words ?? [])].map(normalize).filter((form) => form !== ''),
  )
  const exact = only(forms, (list) => list.includes(written))
  if (exact !== undefined) return choices[exact]
  const digits = /^\d{1,3}$/.test(written) ? Number(written) : undefined
  if (digits !== undefined) return choices[digits - 1]
  const all = wordsOf(written)
  if (all.length > MAX_WORDS) return undefined
  const words = 'forms' in source ? source : createWords(source)
  const number = numberOf(words, text, all)
  if (number !== undefined) return choices[number - 1]
  if (/[?؟]/u.test(text)) return undefined
  const negated = hasOne(words, all)
  const open = forms.map((list) =>
    negated ? list.filter((form) => hasOne(words, wordsOf(form))) : list,
  )
  return choices[nearby(open, all, written) ?? -1]
}

function nearby(forms: readonly (readonly string[])[], all: readonly string[], written: string) {
  return (
    only(forms, (list) => list.some((form) => isInside(all, wordsOf(form)))) ??
    only(forms, (list) => list.some((form) => isInside(wordsOf(form), all, MAX_EXTRA_WORDS))) ??
    nearest(forms, written) ??
    only(forms, (list) => list.some((form) => isInside(all, wordsOf(form), undefined, isNear)))
  )
}

/** "Not at the hospital" does not choose the hospital. */
function hasOne(words: Words, all: readonly string[]): boolean {
  const negations = words.forms('words:not')
  return all.some((word) => negations.has(word))
}

/** "numéro 2", "le deux", "رقم ٢": one number, and nothing but words that announce it. */
function numberOf(words: Words, text: string, all: readonly string[]): number | undefined {
  const tokens = tokenize(text, words.lexicon(), false)
  const [phrase, ...others] = numbersIn(tokens)
  if (phrase === undefined || others.length > 0 || !Number.isInteger(phrase.value)) return undefined
  const announcing = words.forms('words:choice-number')
  const polite = words.forms('words:polite')
  const rest = tokens.filter((_, index) => index < phrase.at || index >= phrase.end)
  const alone = rest.every(({ text: word }) => announcing.has(word) || polite.has(word))
  return alone && all.length > 0 ? phrase.value : undefined
}

/** All of the words stand in the whole, which has at most `extra` others; one of them says something. */
function isInside(
  words: readonly string[],
  whole: readonly string[],
  extra = Number.POSITIVE_INFINITY,
  isSame: (a: string, b: string) => boolean = isSameWord,
): boolean {
  if (whole.length > words.length + extra) return false
  const found = words.every((word) => whole.some((other) => isSame(word, other)))
  return found && words.some((word) => word.length >= MIN_WORD)
}

function isSameWord(a: string, b: string): boolean {
  return a === b || withoutArticle(a) === withoutArticle(b)
}

/** A slip in a word that is long enough not to be another one. */
function isNear(a: string, b: string): boolean {
  if (isSameWord(a, b)) return true
  return Math.min(a.length, b.length) >= MIN_MISSPELT_WORD && editDistance(a, b, 1) <= 1
}

function withoutArticle(word: string): string {
  return word.length > 4 ? word.replace(/^(?:وال|فال|بال|لل|ال)/u, '') : word
}

function nearest(forms: readonly (readonly string[])[], written: string): number | undefined {
  const limit = written.length < 4 ? 0 : written.length < 8 ? 1 : 2
  if (limit === 0) return undefined
  const distances = forms.map((list) =>
    Math.min(limit + 1, ...list.map((form) => editDistance(written, form, limit))),
  )
  const best = Math.min(...distances)
  return best > limit ? undefined : only(distances, (distance) => distance === best)
}

/** The index of the one item that passes; `undefined` when none or several do. */
function only<T>(items: readonly T[], passes: (item: T) => boolean): number | undefined {
  let found: number | undefined
  for (const [index, item] of items.entries()) {
    if (!passes(item)) continue
    if (found !== undefined) return undefined
    found = index
  }
  return found
}
