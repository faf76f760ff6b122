import { normalize, skeletonOf, wordsOf } from '../core/index.ts'
import { type CanonicalWord, indexLexicon, type Lexicon } from './lexicon.ts'
import { stemOf } from './stem.ts'

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

export interface FeatureOptions {
  readonly lexicon?: Lexicon
  /** Kinds to leave out, to measure what they add. */
  readonly without?: readonly FeatureKind[]
}

const SHORTEST_RUN = 2
const LONGEST_RUN = 5
/** Two words that stand this far apart at most make a skip pair. */
const SKIP_REACH = 4
/** Beyond so many words a message is a story; pairs of far words say nothing any more. */
const MAX_SKIP_WORDS = 40
const MAX_MEANINGS = 12

/** Builds the extractor that training and answering share. */
export function createFeatureExtractor(options: FeatureOptions = {}): FeatureExtractor {
  const lexicon = indexLexicon(options.lexicon ?? {})
  const wanted = FEATURE_KINDS.map((kind) => !(options.without ?? []).includes(kind))
  return (text) => {
    const normalized = normalize(text)
    const words = wordsOf(normalized)
    const hashes: number[] = []
    const kinds: number[] = []
    const add = (kind: number, hash: number): void => {
      if (!wanted[kind]) return
      hashes.push(finish(hash, kind))
      kinds.push(kind)
    }
    addWords(words, add)
    if (wanted[2]) addCharacters(` ${normalized} `, add)
    addSkeletons(words, add)
    const stems = words.map(stemOf)
    for (const stem of stems) add(4, hashOf(stem))
    const canonical = lexicon.canonical(words, stems)
    addSkipPairs(
      canonical.map((word) => hashOf(word.text)),
      add,
    )
    if (lexicon.size > 0) addMeanings(canonical, add)
    return { hashes: Int32Array.from(hashes), kinds: Uint8Array.from(kinds), words: words.length }
  }
}

type Add = (kind: number, hash: number) => void

function addWords(words: readonly string[], add: Add): void {
  let before = 0
  for (const word of words) {
    const hash = hashOf(word)
    add(0, hash)
    add(1, pairOf(before, hash))
    before = hash
  }
  if (before !== 0) add(1, pairOf(before, 0))
}

/** Runs of characters that cross word boundaries: what is written together differs by person. */
function addCharacters(text: string, add: Add): void {
  for (let start = 0; start < text.length; start++) {
    const end = Math.min(text.length, start + LONGEST_RUN)
    let hash = SEED
    for (let at = start; at < end; at++) {
      hash = step(hash, text.charCodeAt(at))
      if (at - start + 1 >= SHORTEST_RUN) add(2, hash)
    }
  }
}

function addSkeletons(words: readonly string[], add: Add): void {
  let before = 0
  for (const word of words) {
    const skeleton = skeletonOf(word)
    if (skeleton.length < 2) continue
    const hash = hashOf(skeleton)
    add(3, hash)
    // `lkarta`, `la carte` and `الكارطة` meet without their article.
    if (skeleton.length > 2 && skeleton.startsWith('l')) add(3, hashOf(skeleton.slice(1)))
    if (before !== 0) add(3, pairOf(before, hash))
    before = hash
  }
}

function addSkipPairs(words: readonly number[], add: Add): void {
  const end = Math.min(words.length, MAX_SKIP_WORDS)
  for (let left = 0; left < end; left++) {
    for (let right = left + 2; right <= left + SKIP_REACH && right < end; right++) {
      const a = words[left] ?? 0
      const b = words[right] ?? 0
      add(5, a < b ? pairOf(a, b) : pairOf(b, a))
    }
  }
}

function addMeanings(words: readonly CanonicalWord[], add: Add): void {
  let before: { hash: number; known: boolean } | undefined
  const meanings = new Set<number>()
  for (const word of words) {
    const hash = hashOf(word.text)
    if (word.known) add(6, hash)
    if (word.known && meanings.size < MAX_MEANINGS) meanings.add(hash)
    if (before !== undefined && (before.known || word.known)) add(7, pairOf(before.hash, hash))
    before = { hash, known: word.known }
  }
  // Which two things a question is about does not depend on the order of the language.
  const sorted = [...meanings].sort((a, b) => a - b)
  sorted.forEach((left, at) => {
    for (const right of sorted.slice(at + 1)) add(8, pairOf(left, right))
  })
}

const SEED = 0x811c9dc5 | 0

function step(hash: number, code: number): number {
  return (Math.imul(hash ^ code, 0x01000193) + 0x51ed) | 0
}

function hashOf(text: string): number {
  let hash = SEED
  for (let at = 0; at < text.length; at++) hash = step(hash, text.charCodeAt(at))
  return hash
}

function pairOf(left: number, right: number): number {
  return Math.imul(left ^ (left >>> 13), 0x2c1b3c6d) ^ Math.imul(right, 0x297a2d39)
}

/** Spreads a hash over all its bits and keeps the kinds apart; never 0, which marks a free slot. */
function finish(hash: number, kind: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 15) ^ Math.imul(kind + 1, 0x9e3779b1), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16) || 1
}
