import { MAX_NUMBER } from '../limits.ts'
import { numbersIn } from './read-number.ts'
import { isQuestion, tokenize } from './tokens.ts'
import type { Words } from './words.ts'

const MAX_WORDS_AROUND = 7

/**
 * The one amount that an answer gives, in whole centimes: "20 000 dh", "20k", "1.250,50",
 * "عشرين ألف". Ryals and centimes are converted. "Two million" without a unit is left alone: some
 * mean dirhams and some centimes.
 */
export function readAmount(words: Words, text: string): number | undefined {
  if (isQuestion(text)) return undefined
  const tokens = tokenize(text, words.lexicon(), true)
  const [phrase, ...others] = numbersIn(tokens)
  if (phrase === undefined || others.length > 0) return undefined
  const next = tokens[phrase.end]
  const unit = next?.type === 'word' ? next.meaning.money : undefined
  if (phrase.millions && unit === undefined) return undefined
  const taken = phrase.end - phrase.at + (unit === undefined ? 0 : 1)
  if (tokens.length - taken > (phrase.weak && unit === undefined ? 0 : MAX_WORDS_AROUND)) {
    return undefined
  }
  const centimes = Math.round(phrase.value * (unit ?? 100))
  return centimes <= MAX_NUMBER ? centimes : undefined
}
