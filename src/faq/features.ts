import { normalize, skeletonOf, wordsOf } from '../core/index.ts'
import { finish, hashOf, pairOf, SEED, step } from './hash.ts'
import { type CanonicalWord, indexLexicon, type Lexicon, type LexiconIndex } from './lexicon.ts'
import { stemOf, unglued } from './stem.ts'

/** What a feature is made of; the number is stored in models, so new kinds go to the end. */
export const FEATURE_KINDS = [
  'word',
  'word-pair',
  'characters',
  'skeleton',
  'stem',
  'skip-pair',
  'meaning',
  'meaning-pair',
  'meaning-set',
] as const

/** One of {@link FEATURE_KINDS}. */
export type FeatureKind = (typeof FEATURE_KINDS)[number]

/** The features of a message in order of appearance, with repetitions: hashes and their kinds. */
export interface Features {
  readonly hashes: Int32Array
  readonly kinds: Uint8Array
  /** Number of words of the message. */
  readonly words: number
}

/** Turns a message, as it was written, into features. */
export type FeatureExtractor = (text: string) => Features

/** Hands every feature of a message to `add`, with the number of its kind; returns its words. */
export type FeatureReader = (text: string, add: AddFeature) => number

/** Takes a feature: the number of its kind and its hash, never 0. */
export type AddFeature = (kind: number, hash: number) => void

export interface FeatureOptions {
  readonly lexicon?: Lexicon | undefined
  /** Kinds to leave out, to measure what they add. */
  readonly without?: readonly FeatureKind[] | undefined
  /** Shorter runs of characters are left out; 2 where not given. */
  readonly shortestRun?: number
}

const SHORTEST_RUN = 2
const LONGEST_RUN = 4
/** Two words that stand this far apart at most make a skip pair. */
const SKIP_REACH = 4
/** Beyond so many words a message is a story; pairs of far words say nothing any more. */
const MAX_SKIP_WORDS = 40
const MAX_MEANINGS = 12

/** Words are read once and remembered: a few hundred make up most of what people write. */
const MAX_REMEMBERED = 20_000

/** Builds the extractor that answers; what training reads, it reads too. */
export function createFeatureExtractor(options: FeatureOptions = {}): FeatureExtractor {
  const read = createFeatureReader(options)
  const sink = createSink()
  return (text) => {
    const words = read(text, sink.add)
    return { ...sink.take(), words }
  }
}

/** Builds the reader that training and answering share. */
export function createFeatureReader(options: FeatureOptions = {}): FeatureReader {
  const { without = [], shortestRun = SHORTEST_RUN } = options
  const lexicon = indexLexicon(options.lexicon ?? {})
  const wanted = FEATURE_KINDS.map((kind) => !without.includes(kind))
  const readWord = createWordReader(lexicon)
  let taking: AddFeature = () => {}
  const add: AddFeature = (kind, hash) => {
    if (wanted[kind]) taking(kind, finish(hash, kind))
  }
  return (text, take) => {
    taking = take
    const normalized = normalize(text)
    const texts = wordsOf(normalized)
    const words = texts.map(readWord)
    addWords(words, add)
    if (wanted[CHARACTERS]) addCharacters(` ${normalized} `, shortestRun, add)
    addSkeletons(words, add)
    addStems(words, add)
    const canonical = lexicon.canonical(texts, words)
    addSkipPairs(canonical, add)
    if (lexicon.size > 0) addMeanings(canonical, add)
    return words.length
  }
}

const CHARACTERS = FEATURE_KINDS.indexOf('characters')

/** All that a word is made of, as hashes; 0 where there is none. */
interface ReadWord extends CanonicalWord {
  readonly word: number
  readonly stem: number
  /** `lenfant` meets `enfant`; 0 where nothing can have been elided. */
  readonly gluedStem: number
  readonly skeleton: number
  /** `lkarta`, `la carte` and `الكارطة` meet without their article. */
  readonly bareSkeleton: number
}

function createWordReader(lexicon: LexiconIndex): (text: string) => ReadWord {
  const remembered = new Map<string, ReadWord>()
  return (text) => {
    const before = remembered.get(text)
    if (before !== undefined) return before
    const stem = stemOf(text)
    const skeleton = skeletonOf(text)
    const glued = unglued(text)
    const read = {
      ...lexicon.read(text, stem),
      word: hashOf(text),
      stem: hashOf(stem),
      gluedStem: glued === '' ? 0 : hashOf(stemOf(glued)),
      skeleton: skeleton.length < 2 ? 0 : hashOf(skeleton),
      bareSkeleton: skeleton.length > 2 && skeleton.startsWith('l') ? hashOf(skeleton.slice(1)) : 0,
    }
    if (remembered.size >= MAX_REMEMBERED) remembered.clear()
    remembered.set(text, read)
    return read
  }
}

/** Collects features; the working space is used again for every message. */
function createSink() {
  let hashes = new Int32Array(1 << 12)
  let kinds = new Uint8Array(1 << 12)
  let size = 0
  return {
    add(kind: number, hash: number): void {
      if (size === hashes.length) {
        const [all, allKinds] = [new Int32Array(2 * size), new Uint8Array(2 * size)]
        all.set(hashes)
        allKinds.set(kinds)
        hashes = all
        kinds = allKinds
      }
      hashes[size] = hash
      kinds[size++] = kind
    },
    take(): Pick<Features, 'hashes' | 'kinds'> {
      const taken = { hashes: hashes.slice(0, size), kinds: kinds.slice(0, size) }
      size = 0
      return taken
    },
  }
}

function addWords(words: readonly ReadWord[], add: AddFeature): void {
  let before = 0
  for (const { word } of words) {
    add(0, word)
    add(1, pairOf(before, word))
    before = word
  }
  if (before !== 0) add(1, pairOf(before, 0))
}

/** Runs of characters that cross word boundaries: what is written together differs by person. */
function addCharacters(text: string, shortest: number, add: AddFeature): void {
  for (let start = 0; start < text.length; start++) {
    const end = Math.min(text.length, start + LONGEST_RUN)
    let hash = SEED
    for (let at = start; at < end; at++) {
      hash = step(hash, text.charCodeAt(at))
      if (at - start + 1 >= shortest) add(CHARACTERS, hash)
    }
  }
}

function addStems(words: readonly ReadWord[], add: AddFeature): void {
  for (const { stem, gluedStem } of words) {
    add(4, stem)
    if (gluedStem !== 0) add(4, gluedStem)
  }
}

function addSkeletons(words: readonly ReadWord[], add: AddFeature): void {
  let before = 0
  for (const { skeleton, bareSkeleton } of words) {
    if (skeleton === 0) continue
    add(3, skeleton)
    if (bareSkeleton !== 0) add(3, bareSkeleton)
    if (before !== 0) add(3, pairOf(before, skeleton))
    before = skeleton
  }
}

function addSkipPairs(words: readonly CanonicalWord[], add: AddFeature): void {
  const end = Math.min(words.length, MAX_SKIP_WORDS)
  for (let left = 0; left < end; left++) {
    for (let right = left + 2; right <= left + SKIP_REACH && right < end; right++) {
      const a = words[left]?.hash ?? 0
      const b = words[right]?.hash ?? 0
      add(5, a < b ? pairOf(a, b) : pairOf(b, a))
    }
  }
}

function addMeanings(words: readonly CanonicalWord[], add: AddFeature): void {
  let before: CanonicalWord | undefined
  const meanings: number[] = []
  for (const word of words) {
    const { hash, known } = word
    if (known) add(6, hash)
    if (known && meanings.length < MAX_MEANINGS && !meanings.includes(hash)) meanings.push(hash)
    if (before !== undefined && (before.known || known)) add(7, pairOf(before.hash, hash))
    before = word
  }
  // Which two things a question is about does not depend on the order of the language.
  meanings.sort((a, b) => a - b)
  for (let left = 0; left < meanings.length; left++) {
    for (let right = left + 1; right < meanings.length; right++) {
      add(8, pairOf(meanings[left] ?? 0, meanings[right] ?? 0))
    }
  }
}
