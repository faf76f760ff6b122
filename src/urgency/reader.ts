import { createPatternCompiler, type Pattern } from './pattern.ts'
import { type OrdinaryWords, readWords } from './read-words.ts'
import type { UrgencyRules } from './rules.ts'

/** What the patterns and sets of words of the rules see in a message. */
export interface Reading {
  /** The first card that a pattern calls. */
  readonly called: string | undefined
  /** Whether the words around it speak of something harmless. */
  readonly isDoubtful: boolean
  /** All this, and the sets of words that occur, as names for the scorer. */
  readonly marks: readonly string[]
}

/** Reads a message by the patterns; `undefined` where there is no word in it. */
export type Reader = (text: string) => Reading | undefined

const CALLED = 'called'
const DOUBTFUL = 'doubtful'

/** Makes a reader. A line that names an unknown set is left out: the check reports it. */
export function createReader(
  rules: Pick<UrgencyRules, 'words' | 'cards' | 'harmless'>,
  ordinary: OrdinaryWords,
): Reader {
  const compiler = createPatternCompiler(rules.words)
  const callers = rules.cards.map(({ card, patterns }) => ({ card, patterns: compile(patterns) }))
  const innocent = compile(rules.harmless.patterns)

  return (text) => {
    const words = readWords(text, ordinary)
    if (words.length === 0) return undefined
    const occurrences = compiler.scan(words)
    const called = callers.find(({ patterns }) => patterns.some((one) => one(occurrences)))?.card
    const isDoubtful = innocent.some((one) => one(occurrences))
    const marks = [...occurrences.sets]
    if (called !== undefined) marks.push(CALLED)
    if (isDoubtful) marks.push(DOUBTFUL)
    return { called, isDoubtful, marks }
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
