import { normalize } from '../core/index.ts'
import { LINKS, NOWS, STARTS, TURNS } from './clause-words.ts'

/** Ends of sentences and lines. A stop inside a number is none. */
const STOP = /[!?؟;؛…\n\r:]+|\.(?!\d)/u
const COMMA = /[,،](?!\d)/u
const TURN = `(?:${longestFirst(TURNS)})(?:\\s+(?:${NOWS.join('|')}))?`
const BORDER = new RegExp(`${STOP.source}|(?<![\\p{L}\\p{N}])${TURN}(?![\\p{L}\\p{N}])`, 'giu')
const HAS_WORDS = /[\p{L}\p{N}]/u

/** A part of a text: from `start` to before `end`. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/** As much of a message is looked at clause by clause, and so many sentences of it. */
const MAX_LENGTH = 4000
const MAX_SENTENCES = 40
/** So many sentences that follow one another are heard together. */
const TOGETHER = 3
/** After a comma, so few words add to what stands before it, and say nothing without it. */
const SHORT = 3
/** Words on each side of a place where a clause may begin without a sign. */
const LEAST = 3
/** Such places of one clause that are tried. */
const MAX_SIDES = 12

/** The sentences of a message; turns of speech divide them too. */
export function sentencesOf(text: string): readonly Stretch[] {
  const sentences: Stretch[] = []
  let start = 0
  const end = Math.min(text.length, MAX_LENGTH)
  for (const border of [...text.slice(0, end).matchAll(BORDER), { index: end, 0: '' }]) {
    if (HAS_WORDS.test(text.slice(start, border.index))) {
      sentences.push({ start, end: border.index })
    }
    start = border.index + border[0].length
  }
  return sentences.slice(0, MAX_SENTENCES)
}

/** The sentences one by one, and those that follow one another together; never all at once. */
export function runsOf(text: string, sentences: readonly Stretch[]): readonly string[] {
  const runs: string[] = []
  for (let size = 1; size <= Math.min(TOGETHER, sentences.length - 1); size++) {
    for (const [at, { start }] of sentences.entries()) {
      const last = sentences[at + size - 1]
      if (last !== undefined) runs.push(text.slice(start, last.end))
    }
  }
  return runs
}

/** What stands between the commas of a sentence, with the few words after it; itself without any. */
export function clausesOf(sentence: string): readonly string[] {
  const clauses = divide(sentence)
  return clauses.map((clause, at) => {
    const next = clauses[at + 1]
    return next !== undefined && wordsOf(next).length <= SHORT ? `${clause}, ${next}` : clause
  })
}

/** What stands before and after each place where another clause may begin without a sign. */
export function sidesOf(sentence: string): readonly (readonly [string, string])[] {
  const words = wordsOf(sentence)
  const places: number[] = []
  for (let at = LEAST; at <= words.length - LEAST && places.length < MAX_SIDES; at++) {
    if (!STARTS.has(bare(words[at])) || LINKS.has(bare(words[at - 1]))) continue
    // "Il y a deux ans" says when; it is no other clause.
    if (bare(words[at]) === 'il' && bare(words[at + 1]) === 'y') continue
    places.push(at)
  }
  return places.map((at) => [words.slice(0, at).join(' '), words.slice(at).join(' ')] as const)
}

/** Of two words that begin alike, the longer is tried first. */
function longestFirst(words: readonly string[]): string {
  return [...words].sort((a, b) => b.length - a.length).join('|')
}

function divide(sentence: string): readonly string[] {
  return sentence
    .split(COMMA)
    .map((one) => one.trim())
    .filter((one) => HAS_WORDS.test(one))
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/u)
}

/** A word as {@link STARTS} has it: "j'ai" is "j". */
function bare(word = ''): string {
  return normalize(word).split(' ')[0] ?? ''
}
