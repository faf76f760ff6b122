import { createPatternCompiler, type Pattern } from './pattern.ts'
import { createWordsReader, type OrdinaryWords } from './read-words.ts'
import type { UrgencyRules } from './rules.ts'
import type { Occurrences } from './word-index.ts'

/** What the patterns and sets of words of the rules see in a message. */
export interface Reading {
  /** The first card that a pattern calls. */
  readonly called: string | undefined
  /** Whether the words around it speak of something harmless. */
  readonly isDoubtful: boolean
  /**
   * For the scorer: the names of the sets of words that occur, and of the doubt. Not whether a card
   * is called: nearly all examples call one, and the scorer would learn nothing else.
   */
  readonly marks: readonly string[]
}

/** Reads a message by the patterns; `undefined` where there is no word in it. */
export type Reader = (text: string) => Reading | undefined

const DOUBTFUL = 'doubtful'
const NO_CARD = -1

/** Makes a reader. A line that names an unknown set is left out: the check reports it. */
export function createReader(
  rules: Pick<UrgencyRules, 'words' | 'cards' | 'harmless'>,
  ordinary: OrdinaryWords,
): Reader {
  const compiler = createPatternCompiler(rules.words)
  const callers = byNeed(
    rules.cards.flatMap(({ patterns }, rank) =>
      compile(patterns).map((pattern) => ({ pattern, rank })),
    ),
  )
  const innocent = byNeed(compile(rules.harmless.patterns).map((pattern) => ({ pattern, rank: 0 })))

  const readWords = createWordsReader(ordinary)

  return (text) => {
    const words = readWords(text)
    if (words.length === 0) return undefined
    const occurrences = compiler.scan(words)
    const called = rules.cards[firstOf(callers, occurrences) ?? NO_CARD]?.card
    const isDoubtful = firstOf(innocent, occurrences) !== undefined
    const { sets } = occurrences
    return { called, isDoubtful, marks: isDoubtful ? [...sets, DOUBTFUL] : sets }
  }

  function compile(lines: readonly string[]): readonly Pattern[] {
    return lines.flatMap((line) => {
      try {
        return [compiler.compile(line)]
      } catch (error) {
        if (error instanceof RangeError) return []
        throw error
      }
    })
  }
}

interface Ranked {
  readonly pattern: Pattern
  /** The place of its card: the first wins. */
  readonly rank: number
}

/** Patterns under the set that each needs: of the hundreds, few are looked at. */
function byNeed(patterns: readonly Ranked[]): ReadonlyMap<string, readonly Ranked[]> {
  const index = new Map<string, Ranked[]>()
  for (const one of patterns) {
    const { needs } = one.pattern
    if (needs === undefined) continue
    const already = index.get(needs)
    if (already === undefined) index.set(needs, [one])
    else already.push(one)
  }
  return index
}

/** The lowest rank among the patterns that match. */
function firstOf(
  index: ReadonlyMap<string, readonly Ranked[]>,
  occurrences: Occurrences,
): number | undefined {
  let first: number | undefined
  for (const set of occurrences.sets) {
    for (const { pattern, rank } of index.get(set) ?? []) {
      if (first !== undefined && rank >= first) continue
      if (pattern.matches(occurrences)) first = rank
    }
  }
  return first
}
