import { type Locale, normalize, wordsOf } from '../core/index.ts'
import { ARABIC, ARABIZI, DARIJA, ENGLISH, FRENCH, type LocaleWords } from './locale-words.ts'

/** The language of one message. */
export interface LocaleGuess {
  readonly locale: Locale
  readonly script: 'latin' | 'arabic' | 'none'
  /** Whether it is Darija (or Arabic) in Latin letters. */
  readonly arabizi: boolean
  /** 0 where it cannot be told, as for digits or an emoji alone; 1 where there is no doubt. */
  readonly confidence: number
}

const ARABIC_LETTER = /[\u0621-\u064a\u0671-\u06d3]/
const LATIN_LETTER = /[a-z]/
/** A digit that stands for a letter: next to one, and not the start of `2eme`, `3h` or `5km`. */
const DIGIT_LETTER =
  /[a-z][235679]|^[235679](?!(?:eme|e|er|nd|rd|th|h|j|km|m|kg|g|cm|ans?|x|d|dh|mois)$)[a-z]/
/** Digits at the end of a word are a number (`covid19`, `form2`), unless the word is known. */
const TRAILING_DIGITS = /^[a-z]{3,}\d+$/
const ARABIZI_SHAPE =
  /^(?:ka[nty]|ta[ny]|ma.+(?:ch|sh)$|n?(?:gh|kh|th)[aeiou]|l[bcdfgjkmnpqrstvwxz][a-z]|mz|nt[a-z]|kh|dy|ghi|7|3)|(?:[bcdfgjkmqrtz]t[aeiou]?ch|ich|ouch|tich)$/
const DARIJA_SHAPE =
  /^(?:ك[نيت]|كا[نيت]|تن|تي|غان|غاي|غات|م[اا].{2,}ش$|كت)|(?:[^ا]ش|يتو|اتو|وش|ليا)$/
const SHAPE = 0.8

/** Guesses the language of a message from its words and their shapes. Never throws. */
export function detectLocale(text: string): LocaleGuess {
  const words = wordsOf(normalize(text))
  const arabic = words.filter((word) => ARABIC_LETTER.test(word))
  const latin = words.filter((word) => LATIN_LETTER.test(word))
  if (arabic.length === 0 && latin.length === 0) {
    return { locale: 'fr', script: 'none', arabizi: false, confidence: 0 }
  }
  return arabic.length >= latin.length ? ofArabic(arabic) : ofLatin(latin)
}

function ofArabic(words: readonly string[]): LocaleGuess {
  const standard = points(words, ARABIC)
  const darija = points(words, DARIJA) + SHAPE * count(words, DARIJA_SHAPE)
  const locale = darija > standard ? 'ary' : 'ar'
  return { locale, script: 'arabic', arabizi: false, confidence: sureness(darija, standard) }
}

function ofLatin(words: readonly string[]): LocaleGuess {
  const letters = words.filter((word) => DIGIT_LETTER.test(word) && !TRAILING_DIGITS.test(word))
  const scores: readonly (readonly [Locale, number])[] = [
    ['fr', points(words, FRENCH)],
    ['en', points(words, ENGLISH)],
    ['ary', points(words, ARABIZI) + SHAPE * count(words, ARABIZI_SHAPE) + 3 * letters.length],
  ]
  const [first, second] = [...scores].sort((a, b) => b[1] - a[1])
  const locale = first?.[0] ?? 'fr'
  const confidence = sureness(first?.[1] ?? 0, second?.[1] ?? 0)
  return { locale, script: 'latin', arabizi: locale === 'ary', confidence }
}

function points(words: readonly string[], known: LocaleWords): number {
  return words.reduce((sum, word) => sum + (known.get(word) ?? 0), 0)
}

function count(words: readonly string[], shape: RegExp): number {
  return words.filter((word) => shape.test(word)).length
}

/** Words of one language alone make sure; as many of two languages leave it open. */
function sureness(one: number, other: number): number {
  const distance = Math.abs(one - other)
  return distance / (distance + Math.min(one, other) / 2 + 1)
}
