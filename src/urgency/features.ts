import { normalize, skeletonOf } from '../core/index.ts'

/** What stands for a word in pairs: as it is written, and as it sounds. */
export interface WordHashes {
  readonly written: number
  /** None where it has hardly any sound. */
  readonly sound: number | undefined
}

/** So many places there are for features; two may share one. */
export const BUCKETS = 1 << 17

/** Pieces of a word as it is written, and of its sound, in letters. */
const PIECES = { shortest: 3, longest: 5 }
const SOUND_PIECES = { shortest: 2, longest: 4 }
/** FNV-1a; different starts keep kinds of features apart. */
const WRITTEN = 0x811c9dc5
const SOUND = 0x51a3c9b1
const MARK = 0x2545f491
const PRIME = 0x01000193
const PAIR = 0x2f
/** A shorter sound tells nothing. */
const MIN_SOUND = 2
/** Before the first word. */
export const BEGINNING: WordHashes = { written: WRITTEN, sound: SOUND }

/** Words, pieces of them, and pairs of neighbours, each as written and as they sound. */
export function featuresOf(text: string): number[] {
  const normalized = normalize(text)
  if (normalized === '') return []
  const features: number[] = []
  let before: WordHashes = BEGINNING
  for (const word of normalized.split(' ')) {
    const hashes = hashesOf(word)
    features.push(...wordFeatures(word), ...pairFeatures(before, hashes))
    before = hashes
  }
  return features
}

/** What stands for `word` in pairs. */
export function hashesOf(word: string): WordHashes {
  const sound = skeletonOf(word)
  return {
    written: hashOf(word, WRITTEN),
    sound: sound.length < MIN_SOUND ? undefined : hashOf(sound, SOUND),
  }
}

/** The features of two words that follow one another. */
export function pairFeatures(before: WordHashes, word: WordHashes): readonly number[] {
  const written = toBucket(Math.imul(before.written ^ PAIR, PRIME) ^ word.written)
  if (before.sound === undefined || word.sound === undefined) return [written]
  return [written, toBucket(Math.imul(before.sound ^ PAIR, PRIME) ^ word.sound)]
}

/** The features of one word, whatever stands around it. */
export function wordFeatures(word: string): readonly number[] {
  const features = [toBucket(hashOf(word, WRITTEN))]
  addPieces(features, ` ${word} `, WRITTEN, PIECES)
  const sound = skeletonOf(word)
  if (sound.length < MIN_SOUND) return features
  features.push(toBucket(hashOf(sound, SOUND)))
  addPieces(features, ` ${sound} `, SOUND, SOUND_PIECES)
  return features
}

function addPieces(
  features: number[],
  padded: string,
  start: number,
  { shortest, longest }: typeof PIECES,
): void {
  for (let at = 0; at < padded.length; at++) {
    let hash = start
    const end = Math.min(longest, padded.length - at)
    for (let size = 1; size <= end; size++) {
      hash = Math.imul(hash ^ padded.charCodeAt(at + size - 1), PRIME)
      if (size >= shortest) features.push(toBucket(hash ^ size))
    }
  }
}

/** The feature of something the patterns see. */
export function markFeature(mark: string): number {
  return toBucket(hashOf(mark, MARK))
}

function hashOf(word: string, start: number): number {
  let hash = start
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), PRIME)
  return hash
}

function toBucket(hash: number): number {
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1)
}
