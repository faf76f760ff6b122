import { FEATURE_KINDS, type Features } from './features.ts'
import { featureOf, type Vector, type Vocabulary } from './vocabulary.ts'

/** The phrasings as an inverted index, to find the ones nearest to a message. */
export interface NearestIndex {
  readonly classes: number
  /** By feature: where its list starts; the last element ends the last list. */
  readonly starts: Int32Array
  /** Phrasing numbers, list after list. */
  readonly rows: Int32Array
  /** The value of the feature in that phrasing; phrasings have unit length. */
  readonly values: Float32Array
  /** Class by phrasing. */
  readonly labels: Int32Array
}

/** Runs of characters say how a word is written; what is near is decided by words and sounds. */
const CHARACTERS = FEATURE_KINDS.indexOf('characters')
/** A feature of more phrasings than this share tells nothing near from far, and costs most. */
const COMMONEST = 0.15

/** Builds the index over all phrasings. */
export function buildNearest(
  vocabulary: Vocabulary,
  vectors: readonly Vector[],
  labels: Int32Array,
  classes: number,
): NearestIndex {
  const features = vocabulary.weights.length
  const counts = new Int32Array(features)
  for (const { indices } of vectors) {
    for (const feature of indices) counts[feature] = (counts[feature] ?? 0) + 1
  }
  const limit = Math.max(50, vectors.length * COMMONEST)
  const starts = new Int32Array(features + 1)
  for (let feature = 0; feature < features; feature++) {
    const count = counts[feature] ?? 0
    const listed = vocabulary.kinds[feature] !== CHARACTERS && count <= limit
    starts[feature + 1] = (starts[feature] ?? 0) + (listed ? count : 0)
  }
  const rows = new Int32Array(starts[features] ?? 0)
  const values = new Float32Array(rows.length)
  const next = starts.slice()
  vectors.forEach((vector, row) => {
    const scale = 1 / (lengthOf(vocabulary, vector) || 1)
    vector.indices.forEach((feature, at) => {
      if (starts[feature] === starts[feature + 1]) return
      const place = next[feature] ?? 0
      next[feature] = place + 1
      rows[place] = row
      values[place] = (vector.values[at] ?? 0) * scale
    })
  })
  return { classes, starts, rows, values, labels }
}

/** By class, the cosine of the message with its nearest phrasing of that class: 0 to 1. */
export function nearestOf(
  index: NearestIndex,
  vocabulary: Vocabulary,
  vector: Vector,
): Float32Array {
  const { starts, rows, values, labels } = index
  const sums = new Float32Array(labels.length)
  const scale = 1 / (lengthOf(vocabulary, vector) || 1)
  for (let at = 0; at < vector.indices.length; at++) {
    const feature = vector.indices[at] ?? 0
    const value = (vector.values[at] ?? 0) * scale
    const end = starts[feature + 1] ?? 0
    for (let place = starts[feature] ?? 0; place < end; place++) {
      const row = rows[place] ?? 0
      sums[row] = (sums[row] ?? 0) + value * (values[place] ?? 0)
    }
  }
  const best = new Float32Array(index.classes)
  for (let row = 0; row < sums.length; row++) {
    const label = labels[row] ?? 0
    if ((sums[row] ?? 0) > (best[label] ?? 0)) best[label] = sums[row] ?? 0
  }
  return best
}

const TELLING = new Set([FEATURE_KINDS.indexOf('stem'), FEATURE_KINDS.indexOf('meaning')])

/**
 * Share of what the message talks about (stems and meanings, by rarity) that the phrasings of one
 * class talk about too: a message may be like a class in one word and unlike it in all others.
 */
export function sharedWith(
  index: NearestIndex,
  vocabulary: Vocabulary,
  message: Features,
  label: number,
): number {
  const unseen = Math.log(index.labels.length + 1) + 1
  let shared = 0
  let all = 0
  for (let at = 0; at < message.hashes.length; at++) {
    if (!TELLING.has(message.kinds[at] ?? 0)) continue
    const feature = featureOf(vocabulary, message.hashes[at] ?? 0)
    const rarity = feature < 0 ? unseen : (vocabulary.rarity[feature] ?? 0)
    all += rarity
    if (feature >= 0 && occursIn(index, feature, label)) shared += rarity
  }
  return all === 0 ? 0 : shared / all
}

function occursIn({ starts, rows, labels }: NearestIndex, feature: number, label: number): boolean {
  const start = starts[feature] ?? 0
  const end = starts[feature + 1] ?? 0
  // What is too common to be listed occurs everywhere.
  if (start === end) return true
  for (let place = start; place < end; place++) {
    if (labels[rows[place] ?? 0] === label) return true
  }
  return false
}

function lengthOf(vocabulary: Vocabulary, vector: Vector): number {
  let square = 0
  vector.indices.forEach((feature, at) => {
    if (vocabulary.kinds[feature] !== CHARACTERS) square += (vector.values[at] ?? 0) ** 2
  })
  return Math.sqrt(square)
}
