import { type Alternative, goesOn, isWord, parseAlternative, type Token } from './alternative.ts'
import type { ReadWord } from './read-words.ts'

/** By place, the lengths of what begins there; nothing at most places. */
export type Places = readonly (readonly number[] | undefined)[]

/** Where each set of words occurs in one message. */
export interface Occurrences {
  /** The sets that occur at all. */
  readonly sets: readonly string[]
  /** Where the alternatives of `set` begin. */
  placesOf(set: string): Places | undefined
}

/** All sets of words at once: a message is looked through once, however many sets there are. */
export interface WordIndex {
  /** Adds a set; adding it again changes nothing. */
  add(set: string, alternatives: readonly string[]): void
  scan(words: readonly ReadWord[]): Occurrences
}

interface Filed {
  readonly set: string
  readonly alternative: Alternative
}

/** Words with one open end are filed under so many letters of the other; none is shorter. */
const END = 2
const MAX_REMEMBERED = 20_000

/** An index without sets. */
export function createWordIndex(): WordIndex {
  const sets = new Set<string>()
  const tokens = new Map<string, Token>()
  const exact = new Map<string, Filed[]>()
  const byStart = new Map<string, Filed[]>()
  const byEnd = new Map<string, Filed[]>()
  const open: Filed[] = []
  const misspelt = new Map<string, Filed[]>()
  const remembered = new Map<string, readonly Filed[]>()

  return {
    add(set, alternatives) {
      if (sets.has(set)) return
      sets.add(set)
      remembered.clear()
      for (const text of alternatives) {
        const alternative = parseAlternative(text, tokens)
        if (alternative !== undefined) fileUnder({ set, alternative })
      }
    },

    scan(words) {
      const found = new Map<string, (number[] | undefined)[]>()
      for (const [at, word] of words.entries()) {
        for (const filed of beginningWith(word)) {
          if (!goesOn(filed.alternative, words, at)) continue
          note(found, filed, at)
        }
      }
      return {
        sets: [...found.keys()],
        placesOf: (set) => found.get(set),
      }
    },
  }

  /**
   * Looked up once for each word that is ever written: the same words come again and again. Of the
   * alternatives of one set that are this word alone, the first stands for all.
   */
  function beginningWith(word: ReadWord): readonly Filed[] {
    const known = remembered.get(word.written)
    if (known !== undefined) return known
    const alone = new Set<string>()
    const filed = [...new Set(candidates(word))].filter(({ set, alternative: [first, next] }) => {
      if (next === undefined && alone.has(set)) return false
      if (!isWord(first, word)) return false
      if (next === undefined) alone.add(set)
      return true
    })
    if (remembered.size >= MAX_REMEMBERED) remembered.clear()
    remembered.set(word.written, filed)
    return filed
  }

  function fileUnder(filed: Filed): void {
    const [{ word, sound, openStart, openEnd, mayBeMisspelt }] = filed.alternative
    if (openStart && openEnd) {
      open.push(filed)
      return
    }
    for (const key of sound === '' ? [word] : [word, sound]) {
      if (openStart) file(byEnd, key.slice(-END), filed)
      else if (openEnd) file(byStart, key.slice(0, END), filed)
      else file(exact, key, filed)
    }
    if (mayBeMisspelt) file(misspelt, misspeltKey(word, word.length), filed)
  }

  function* candidates(word: ReadWord): Generator<Filed> {
    for (const keys of [word.forms, word.sounds]) {
      for (const key of keys) {
        yield* exact.get(key) ?? []
        yield* byStart.get(key.slice(0, END)) ?? []
        yield* byEnd.get(key.slice(-END)) ?? []
      }
    }
    yield* open
    if (!word.isOdd) return
    const [written = ''] = word.forms
    for (const length of [written.length - 1, written.length, written.length + 1]) {
      yield* misspelt.get(misspeltKey(written, length)) ?? []
    }
  }
}

/** A misspelling keeps the first letter, and adds or leaves out one at most. */
function misspeltKey(word: string, length: number): string {
  return `${word.charAt(0)}${length}`
}

function note(found: Map<string, (number[] | undefined)[]>, filed: Filed, at: number): void {
  const { set, alternative } = filed
  let places = found.get(set)
  if (places === undefined) {
    places = []
    found.set(set, places)
  }
  const lengths = places[at]
  if (lengths === undefined) places[at] = [alternative.length]
  else lengths.push(alternative.length)
}

function file(index: Map<string, Filed[]>, key: string, filed: Filed): void {
  const already = index.get(key)
  if (already === undefined) index.set(key, [filed])
  else already.push(filed)
}
