import { normalize, skeletonOf, wordsOf } from '../core/index.ts'

/** A message, read once for all patterns: each word in the forms it is compared in. */
export type ReadWords = readonly ReadWord[]

interface ReadWord {
  readonly forms: readonly string[]
  readonly skeletons: readonly string[]
  readonly isLatin: boolean
}

/** Says whether a message that was read with {@link readWords} says what a pattern describes. */
export type Pattern = (words: ReadWords) => boolean

/** Named sets of words, each standing for one idea in every language. */
export type WordSets = ReadonlyMap<string, readonly string[]>

type WordTest = (word: ReadWord) => boolean
/** Each alternative is a run of neighbouring words. */
type Element = { readonly alternatives: readonly (readonly WordTest[])[]; readonly gap: number }

/** Between two words of a pattern, so many others may stand; after `..` so many. */
const GAP = 2
const WIDE_GAP = 8

const LATIN = /^[a-z0-9]+$/
const DOUBLED = /(\p{L})\1+/gu
const ARTICLE = /^(?:[وف]?ال|[وف])(?=..)/u
/** A skeleton says little of a short word; with a wildcard it has to say more. */
const MIN_SKELETON = 3
const MIN_OPEN_SKELETON = 4
const MIN_FUZZY = 7

/** Reads a message for {@link Pattern}: normalised, doubled letters once, with its sounds. */
export function readWords(text: string): ReadWords {
  return wordsOf(normalize(text)).map((word) => {
    const plain = squash(word)
    const bare = plain.replace(ARTICLE, '')
    const forms = bare === plain ? [plain] : [plain, bare]
    return { forms, skeletons: forms.map(skeletonOf), isLatin: LATIN.test(plain) }
  })
}

/**
 * Compiles one line of `content/urgency.yaml`:
 *
 * - words stand in this order, at most two others between them; after `..` at most eight;
 * - `mot*`, `*mot`, `*mot*` leave the end, the beginning or both open; `<name>` is a set of words;
 * - ` & ` joins parts that may stand in any order; a part after `!` must not be there.
 *
 * A word in Arabic letters also matches what sounds the same in Latin letters.
 *
 * @throws RangeError that names the set when `<name>` is not in `sets`.
 */
export function compilePattern(line: string, sets: WordSets): Pattern {
  const parts = line.split('&').map((part) => {
    const wanted = !part.trim().startsWith('!')
    const elements = compileSequence(part.trim().replace(/^!/, ''), sets)
    return { wanted, elements }
  })
  return (words) => parts.every(({ wanted, elements }) => occurs(words, elements) === wanted)
}

function compileSequence(text: string, sets: WordSets): readonly Element[] {
  const elements: Element[] = []
  let gap = GAP
  for (const token of text.split(/\s+/).filter((one) => one !== '')) {
    if (token === '..') {
      gap = WIDE_GAP
      continue
    }
    const name = /^<(.+)>$/.exec(token)?.[1]
    const entries = name === undefined ? [token] : sets.get(name)
    if (entries === undefined) throw new RangeError(`There is no set of words "${name}".`)
    elements.push({ alternatives: entries.map((entry) => entry.split(/\s+/).map(toTest)), gap })
    gap = GAP
  }
  return elements
}

function toTest(token: string): WordTest {
  const openStart = token.startsWith('*')
  const openEnd = token.endsWith('*')
  const word = squash(normalize(token))
  const isLatin = LATIN.test(word)
  const sound = isLatin ? '' : skeletonOf(word)
  const enough = openStart || openEnd ? MIN_OPEN_SKELETON : MIN_SKELETON
  const same = compare(openStart, openEnd)
  return (read) => {
    if (read.forms.some((form) => same(form, word))) return true
    if (isLatin)
      return read.isLatin && word.length >= MIN_FUZZY && nearly(read.forms[0] ?? '', word)
    if (sound.length < enough) return false
    return read.isLatin && read.skeletons.some((skeleton) => same(skeleton, sound))
  }
}

function compare(openStart: boolean, openEnd: boolean): (text: string, word: string) => boolean {
  if (openStart && openEnd) return (text, word) => text.includes(word)
  if (openStart) return (text, word) => text.endsWith(word)
  if (openEnd) return (text, word) => text.startsWith(word)
  return (text, word) => text === word
}

function occurs(words: ReadWords, elements: readonly Element[]): boolean {
  const from = (at: number, next: number): boolean => {
    const element = elements[next]
    if (element === undefined) return true
    const last = next === 0 ? words.length - 1 : at + element.gap
    for (let start = at; start <= last && start < words.length; start++) {
      for (const run of element.alternatives) {
        if (!run.every((test, step) => matches(words[start + step], test))) continue
        if (from(start + run.length, next + 1)) return true
      }
    }
    return false
  }
  return from(0, 0)
}

function matches(word: ReadWord | undefined, test: WordTest): boolean {
  return word !== undefined && test(word)
}

function squash(word: string): string {
  return word.replace(DOUBLED, '$1')
}

/** Whether one letter was left out, added or taken for another; never the first. */
function nearly(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a[0] !== b[0]) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++
  return Math.max(a.length, b.length) - start - end <= 1
}
