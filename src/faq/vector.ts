import type { Corpus } from './corpus.ts'
import { FEATURE_KINDS, type Features } from './features.ts'
import { lookUp } from './hash-table.ts'
import { LOUDNESS_OF, labelOfSingle, rarityOf, type Vocabulary } from './vocabulary.ts'

/** A message as numbers over the groups of a vocabulary: unit length. */
export interface Vector {
  readonly indices: Int32Array
  readonly values: Float32Array
  /** By index: what its features weigh, squared, without runs of characters; not normalised. */
  readonly near: Float32Array
  /** The length before it was made one: how much the message holds that training has seen. */
  readonly amount: number
  /** Share of the message's words, weighted by rarity, that training has seen: 0 to 1. */
  readonly coverage: number
  /** Labels that have a feature of the message in one phrasing only, and how loud it is. */
  readonly singles: readonly { readonly label: number; readonly value: number }[]
}

/** The vectors of phrasings, one after the other. */
export interface Vectors {
  /** By phrasing: where its vector starts; the last element ends the last one. */
  readonly starts: Int32Array
  readonly indices: Int32Array
  readonly values: Float32Array
}

const WORD = FEATURE_KINDS.indexOf('word')
const CHARACTERS = FEATURE_KINDS.indexOf('characters')

/** By how often a feature occurs: how much more it counts than once. */
const TIMES = Float32Array.from({ length: 256 }, (_, times) => 1 + Math.log(Math.max(1, times)))

/** Prepares the reading of messages over a vocabulary. */
export function createVectorizer(vocabulary: Vocabulary): (row: Features) => Vector {
  const { table, weights, shares, kinds, groups } = vocabulary
  // Working space, all zero between two messages.
  const times = new Uint8Array(weights.length)
  const values = new Float32Array(vocabulary.groupCount)
  const near = new Float32Array(vocabulary.groupCount)

  return (row) => {
    const found: number[] = []
    const singles: { label: number; value: number }[] = []
    let square = 0
    let known = 0
    let all = 0
    for (let at = 0; at < row.hashes.length; at++) {
      const hash = row.hashes[at] ?? 0
      const kind = row.kinds[at] ?? 0
      const number = lookUp(table, hash)
      const label = labelOfSingle(vocabulary, number)
      if (label >= 0) {
        const value = LOUDNESS_OF[kind] ?? 1
        singles.push({ label, value })
        square += value * value
      } else if (number >= 0) {
        if (times[number] === 0) found.push(number)
        times[number] = Math.min(255, (times[number] ?? 0) + 1)
      }
      if (kind !== WORD) continue
      const rarity = rarityOf(vocabulary, number)
      all += rarity
      if (number >= 0) known += rarity
    }
    const touched: number[] = []
    let knownSquare = 0
    for (const feature of found) {
      const group = groups[feature] ?? 0
      const weight = weights[feature] ?? 0
      const value = weight * (TIMES[times[feature] ?? 1] ?? 1)
      if (values[group] === 0) touched.push(group)
      values[group] = (values[group] ?? 0) + (shares[feature] ?? 1) * value
      if (kinds[feature] !== CHARACTERS) near[group] = (near[group] ?? 0) + weight * weight
      knownSquare += value * value
      times[feature] = 0
    }
    const scale = knownSquare === 0 ? 0 : 1 / Math.sqrt(knownSquare)
    const indices = new Int32Array(touched)
    const scaled = new Float32Array(indices.length)
    const nearby = new Float32Array(indices.length)
    for (let at = 0; at < indices.length; at++) {
      const group = indices[at] ?? 0
      scaled[at] = (values[group] ?? 0) * scale
      nearby[at] = near[group] ?? 0
    }
    for (const group of touched) {
      values[group] = 0
      near[group] = 0
    }
    return {
      indices,
      values: scaled,
      near: nearby,
      amount: Math.sqrt(knownSquare),
      coverage: all === 0 ? 0 : known / all,
      singles: loudest(singles, 1 / Math.sqrt(knownSquare + square)),
    }
  }
}

function loudest(
  singles: readonly { readonly label: number; readonly value: number }[],
  scale: number,
): Vector['singles'] {
  const byLabel = new Map<number, number>()
  for (const { label, value } of singles) byLabel.set(label, (byLabel.get(label) ?? 0) + value)
  return [...byLabel].map(([label, value]) => ({ label, value: value * scale }))
}

/** The vectors of the rows of a corpus that a vocabulary was built from. */
export function vectorsOf(corpus: Corpus, rows: Int32Array, vocabulary: Vocabulary): Vectors {
  const { groupOf, weightOf, shareOf } = byFeature(corpus, vocabulary)
  const values = new Float32Array(vocabulary.groupCount)
  const starts = new Int32Array(rows.length + 1)
  const indices = new Int32Array(corpus.features.length)
  const scaled = new Float32Array(corpus.features.length)
  let count = 0
  rows.forEach((row, at) => {
    const start = count
    const end = corpus.starts[row + 1] ?? 0
    let square = 0
    for (let place = corpus.starts[row] ?? 0; place < end; place++) {
      const feature = corpus.features[place] ?? 0
      const group = groupOf[feature] ?? -1
      if (group < 0) continue
      const value = (weightOf[feature] ?? 0) * (TIMES[corpus.times[place] ?? 1] ?? 1)
      const before = values[group] ?? 0
      if (before === 0) indices[count++] = group
      values[group] = before + (shareOf[feature] ?? 1) * value
      square += value * value
    }
    const scale = square === 0 ? 0 : 1 / Math.sqrt(square)
    for (let place = start; place < count; place++) {
      const group = indices[place] ?? 0
      scaled[place] = (values[group] ?? 0) * scale
      values[group] = 0
    }
    starts[at + 1] = count
  })
  return { starts, indices: indices.slice(0, count), values: scaled.slice(0, count) }
}

/** By feature of the corpus: its group in the vocabulary, or -1, its weight and its share. */
function byFeature({ hashes }: Corpus, { table, groups, weights, shares }: Vocabulary) {
  const groupOf = new Int32Array(hashes.length).fill(-1)
  const weightOf = new Float32Array(hashes.length)
  const shareOf = new Float32Array(hashes.length)
  hashes.forEach((hash, feature) => {
    const number = lookUp(table, hash)
    if (number < 0) return
    groupOf[feature] = groups[number] ?? -1
    weightOf[feature] = weights[number] ?? 0
    shareOf[feature] = shares[number] ?? 1
  })
  return { groupOf, weightOf, shareOf }
}
