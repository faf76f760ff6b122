import { FEATURE_KINDS, type Features } from './features.ts'
import { squaresByGroup } from './groups.ts'
import { lookUp } from './hash-table.ts'
import type { Vector, Vectors } from './vector.ts'
import { labelOfSingle, rarityOf, type Vocabulary } from './vocabulary.ts'

/** The phrasings as an inverted index, to find the ones nearest to a message. */
export interface NearestIndex {
  readonly classes: number
  /** By group of features: where its list starts; the last element ends the last list. */
  readonly starts: Int32Array
  /** Phrasing numbers, list after list. */
  readonly rows: Int32Array
  /** By phrasing: one over its length. */
  readonly scales: Float32Array
  /** Class by phrasing. */
  readonly labels: Int32Array
}

/** Runs of characters say how a word is written; what is near is decided by words and sounds. */
const CHARACTERS = FEATURE_KINDS.indexOf('characters')
/** A feature of more phrasings than this share tells hardly near from far, and costs most. */
const COMMONEST = 0.03

/** Builds the index over all phrasings. */
export function buildNearest(
  vocabulary: Vocabulary,
  { starts: places, indices }: Vectors,
  labels: Int32Array,
  classes: number,
): NearestIndex {
  const groups = vocabulary.groupCount
  const squares = squaresByGroup(vocabulary, (feature) =>
    vocabulary.kinds[feature] === CHARACTERS ? 0 : 1,
  )
  const counts = new Int32Array(groups)
  for (const group of indices) counts[group] = (counts[group] ?? 0) + 1
  const limit = Math.max(50, labels.length * COMMONEST)
  const starts = new Int32Array(groups + 1)
  for (let group = 0; group < groups; group++) {
    const count = counts[group] ?? 0
    const listed = (squares[group] ?? 0) > 0 && count <= limit
    starts[group + 1] = (starts[group] ?? 0) + (listed ? count : 0)
  }
  const rows = new Int32Array(starts[groups] ?? 0)
  const next = starts.slice()
  const scales = Float32Array.from(labels, (_, row) => {
    let square = 0
    const end = places[row + 1] ?? 0
    for (let place = places[row] ?? 0; place < end; place++) {
      const group = indices[place] ?? 0
      square += squares[group] ?? 0
      if (starts[group] === starts[group + 1]) continue
      const to = next[group] ?? 0
      next[group] = to + 1
      rows[to] = row
    }
    return square === 0 ? 0 : 1 / Math.sqrt(square)
  })
  return { classes, starts, rows, scales, labels }
}

/** Prepares looking for, by class, the cosine of a message with its nearest phrasing: 0 to 1. */
export function createNearest(index: NearestIndex): (message: Vector) => Float32Array {
  const { starts, rows, labels, scales } = index
  // Working space, all zero between two messages.
  const sums = new Float32Array(labels.length)
  const touched = new Int32Array(labels.length)

  return ({ indices, near }) => {
    let square = 0
    let found = 0
    for (let at = 0; at < indices.length; at++) {
      const group = indices[at] ?? 0
      const shared = near[at] ?? 0
      if (shared === 0) continue
      square += shared
      const end = starts[group + 1] ?? 0
      for (let place = starts[group] ?? 0; place < end; place++) {
        const row = rows[place] ?? 0
        const sum = sums[row] ?? 0
        if (sum === 0) touched[found++] = row
        sums[row] = sum + shared
      }
    }
    const scale = square === 0 ? 0 : 1 / Math.sqrt(square)
    const best = new Float32Array(index.classes)
    for (let at = 0; at < found; at++) {
      const row = touched[at] ?? 0
      const label = labels[row] ?? 0
      const cosine = (sums[row] ?? 0) * (scales[row] ?? 0) * scale
      if (cosine > (best[label] ?? 0)) best[label] = cosine
      sums[row] = 0
    }
    return best
  }
}

const STEM = FEATURE_KINDS.indexOf('stem')
const MEANING = FEATURE_KINDS.indexOf('meaning')

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
  let shared = 0
  let all = 0
  for (let at = 0; at < message.hashes.length; at++) {
    const kind = message.kinds[at]
    if (kind !== STEM && kind !== MEANING) continue
    const hash = message.hashes[at] ?? 0
    const number = lookUp(vocabulary.table, hash)
    const rarity = rarityOf(vocabulary, number)
    all += rarity
    const group = vocabulary.groups[number]
    const isShared =
      group === undefined
        ? labelOfSingle(vocabulary, number) === label
        : occursIn(index, group, label)
    if (isShared) shared += rarity
  }
  return all === 0 ? 0 : shared / all
}

function occursIn({ starts, rows, labels }: NearestIndex, group: number, label: number): boolean {
  const start = starts[group] ?? 0
  const end = starts[group + 1] ?? 0
  // What is too common to be listed occurs everywhere.
  if (start === end) return true
  for (let place = start; place < end; place++) {
    if (labels[rows[place] ?? 0] === label) return true
  }
  return false
}
