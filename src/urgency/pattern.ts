import type { ReadWord } from './read-words.ts'
import { compileWordSet, type WordSet } from './word-set.ts'

/** A message that is held against patterns; what was found once is not looked for again. */
export interface Reading {
  readonly words: readonly ReadWord[]
  readonly found: Map<WordSet, readonly (readonly number[])[]>
}

/** Says whether a message says what a pattern describes. */
export type Pattern = (reading: Reading) => boolean

/** Turns the lines of `content/urgency.yaml` into patterns. */
export interface PatternCompiler {
  /** @throws RangeError that names the set when the line speaks of one that is not there. */
  compile(line: string): Pattern
}

/** One thing to find, and how many other words may stand before it. */
interface Element {
  readonly set: WordSet
  readonly gap: number
}

/** Between two words of a pattern, so many others may stand; after `..` so many. */
const GAP = 2
const WIDE_GAP = 8

/**
 * A compiler that knows the named sets of words. A line:
 *
 * - words stand in this order, at most two others between them; after `..` at most eight;
 * - `mot*`, `*mot`, `*mot*` leave the end, the beginning or both open; `<name>` is a set of words;
 * - ` & ` joins parts that may stand in any order; a part after `!` must not be there.
 */
export function createPatternCompiler(
  sets: ReadonlyMap<string, readonly string[]>,
): PatternCompiler {
  const compiled = new Map<string, WordSet>()

  return {
    compile(line) {
      const parts = line.split('&').map((part) => ({
        wanted: !part.trim().startsWith('!'),
        elements: toElements(part.trim().replace(/^!/, '')),
      }))
      return (reading) =>
        parts.every(({ wanted, elements }) => occurs(reading, elements) === wanted)
    },
  }

  function toElements(text: string): readonly Element[] {
    const elements: Element[] = []
    let gap = GAP
    for (const token of text.split(/\s+/).filter((one) => one !== '')) {
      if (token === '..') {
        gap = WIDE_GAP
        continue
      }
      elements.push({ set: setOf(token), gap })
      gap = GAP
    }
    return elements
  }

  function setOf(token: string): WordSet {
    const known = compiled.get(token)
    if (known !== undefined) return known
    const name = /^<(.+)>$/.exec(token)?.[1]
    const alternatives = name === undefined ? [token] : sets.get(name)
    if (alternatives === undefined) throw new RangeError(`There is no set of words "${name}".`)
    const set = compileWordSet(alternatives)
    compiled.set(token, set)
    return set
  }
}

function occurs(reading: Reading, elements: readonly Element[]): boolean {
  const from = (at: number, next: number): boolean => {
    const element = elements[next]
    if (element === undefined) return true
    const lengths = lengthsOf(reading, element.set)
    const last = next === 0 ? lengths.length - 1 : at + element.gap
    for (let start = at; start <= last && start < lengths.length; start++) {
      for (const length of lengths[start] ?? []) {
        if (from(start + length, next + 1)) return true
      }
    }
    return false
  }
  return from(0, 0)
}

function lengthsOf({ words, found }: Reading, set: WordSet): readonly (readonly number[])[] {
  const known = found.get(set)
  if (known !== undefined) return known
  const lengths = words.map((_, at) => set.lengthsAt(words, at))
  found.set(set, lengths)
  return lengths
}
