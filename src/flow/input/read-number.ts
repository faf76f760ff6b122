import { MAX_NUMBER } from '../limits.ts'
import type { Meaning } from './lexicon.ts'
import { isQuestion, type Token, tokenize } from './tokens.ts'
import type { Words } from './words.ts'

/** A number that was found, and the tokens it takes. */
export interface NumberPhrase {
  readonly value: number
  readonly at: number
  readonly end: number
  /** Said with "one" alone, which is also an article. */
  readonly weak: boolean
  /** Said with "million", which many use for centimes. */
  readonly millions: boolean
}

/** Words around a number that a short answer may have. */
const MAX_WORDS_AROUND = 6

/** The one number that an answer gives, in figures or words of any of the languages. */
export function readNumber(words: Words, text: string): number | undefined {
  if (isQuestion(text)) return undefined
  const tokens = tokenize(text, words.lexicon(), true)
  const [phrase, ...others] = numbersIn(tokens)
  if (phrase === undefined || others.length > 0) return undefined
  const around = tokens.length - (phrase.end - phrase.at)
  if (around > (phrase.weak ? 0 : MAX_WORDS_AROUND)) return undefined
  return phrase.value <= MAX_NUMBER ? phrase.value : undefined
}

/** Every number of a message, each as long as it goes. */
export function numbersIn(tokens: readonly Token[]): readonly NumberPhrase[] {
  const found: NumberPhrase[] = []
  for (let at = 0; at < tokens.length; ) {
    const phrase = numberAt(tokens, at)
    if (phrase === undefined) at++
    else {
      found.push(phrase)
      at = phrase.end
    }
  }
  return found
}

/**
 * The number that begins at a token: small numbers add up, "hundred" multiplies what stands before
 * it, "thousand" and "million" close a group.
 */
export function numberAt(tokens: readonly Token[], at: number): NumberPhrase | undefined {
  let total = 0
  let current: number | undefined
  let end = at
  let millions = false
  for (; end < tokens.length; end++) {
    const token = tokens[end]
    if (token === undefined) break
    const value = token.type === 'figure' ? token.value : token.meaning.number
    if (value === undefined) {
      if (end > at && isAnd(token) && tokens[end + 1] !== undefined && !isFigure(tokens[end + 1])) {
        if (meaningOf(tokens[end + 1]).number !== undefined) continue
      }
      break
    }
    if (token.type === 'figure') {
      if (end > at) break
      current = value
    } else if (value >= 1000) {
      total += (current ?? 1) * value
      millions ||= value === 1_000_000
      current = undefined
    } else if (value === 100) {
      current = (current ?? 1) * 100
    } else if (current === undefined || isAdded(current, value)) {
      current = (current ?? 0) + value
    } else break
  }
  if (end === at) return undefined
  const first = tokens[at]
  const weak = end === at + 1 && first?.type === 'word' && first.meaning.number === 1
  return { value: total + (current ?? 0), at, end, weak, millions }
}

/** "vingt cinq", "soixante dix", "خمسة وعشرين", "cent vingt"; not "two three". */
function isAdded(current: number, value: number): boolean {
  if (current % 100 === 0 && value < 100) return true
  if (current >= 20 && current % 10 === 0 && value < 20) return true
  return current < 10 && value >= 20 && value < 100 && value % 10 === 0
}

function isAnd(token: Token): boolean {
  return token.type === 'word' && ['et', 'and', 'و', 'w', 'ou', 'u'].includes(token.text)
}

function isFigure(token: Token | undefined): boolean {
  return token?.type === 'figure'
}

function meaningOf(token: Token | undefined): Meaning {
  return token?.type === 'word' ? token.meaning : {}
}
