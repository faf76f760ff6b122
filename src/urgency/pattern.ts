import type { ReadWord } from './read-words.ts'
import { createWordIndex, type Occurrences } from './word-index.ts'

/** What a line of `content/urgency.yaml` describes. */
export interface Pattern {
  /** A set of words without which the pattern never matches; none where it only forbids. */
  readonly needs: string | undefined
  matches(occurrences: Occurrences): boolean
}

/** Turns the lines of `content/urgency.yaml` into patterns. */
export interface PatternCompiler {
  /** @throws RangeError that names the set when the line speaks of one that is not there. */
  compile(line: string): Pattern
  /** Looks a message through for all patterns compiled so far. */
  scan(words: readonly ReadWord[]): Occurrences
}

/** One thing to find, and how many other words may stand before it. */
interface Element {
  readonly set: string
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
  const index = createWordIndex()

  return {
    compile(line) {
      const parts = line.split('&').map((part) => ({
        wanted: !part.trim().startsWith('!'),
        elements: toElements(part.trim().replace(/^!/, '')),
      }))
      return {
        needs: parts.find((part) => part.wanted)?.elements[0]?.set,
        matches: (occurrences) =>
          parts.every((part) => occurs(occurrences, part.elements) === part.wanted),
      }
    },
    scan: (words) => index.scan(words),
  }

  function toElements(text: string): readonly Element[] {
    const elements: Element[] = []
    let gap = GAP
    for (const token of text.split(/\s+/).filter((one) => one !== '')) {
      if (token === '..') {
        gap = WIDE_GAP
        continue
      }
      index.add(token, alternativesOf(token))
      elements.push({ set: token, gap })
      gap = GAP
    }
    return elements
  }

  function alternativesOf(token: string): readonly string[] {
    const name = /^<(.+)>$/.exec(token)?.[1]
    const alternatives = name === undefined ? [token] : sets.get(name)
    if (alternatives === undefined) throw new RangeError(`There is no set of words "${name}".`)
    return alternatives.flatMap(withShe)
  }
}

/** `*يضرب` speaks of him; of her, and of them in the plural of things, Arabic writes `*تضرب`. */
function withShe(alternative: string): readonly string[] {
  const she = alternative.replaceAll('*ي', '*ت')
  return she === alternative ? [alternative] : [alternative, she]
}

function occurs(occurrences: Occurrences, elements: readonly Element[]): boolean {
  const places = elements.map(({ set }) => occurrences.placesOf(set))
  const from = (at: number, next: number): boolean => {
    const element = elements[next]
    if (element === undefined) return true
    const starts = places[next]
    if (starts === undefined) return false
    const last = next === 0 ? starts.length - 1 : at + element.gap
    for (let start = at; start <= last && start < starts.length; start++) {
      for (const length of starts[start] ?? []) {
        if (from(start + length, next + 1)) return true
      }
    }
    return false
  }
  return from(0, 0)
}
