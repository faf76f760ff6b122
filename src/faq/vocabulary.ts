import { FEATURE_KINDS, type Features } from './features.ts'

/** The features that training kept, found by hash (open addressing), and their weights. */
export interface Vocabulary {
  /** Hash by slot, 0 where free; a power of two of slots. */
  readonly keys: Int32Array
  /** Feature number by slot. */
  readonly slots: Int32Array
  /** By feature number: how much the feature tells about the label, 0.1 to 1.1. */
  readonly weights: Float32Array
  /** By feature number: inverse document frequency. */
  readonly rarity: Float32Array
  /** By feature number: {@link FEATURE_KINDS}. */
  readonly kinds: Uint8Array
}

/** A message as numbers: unit length. */
export interface Vector {
  readonly indices: Int32Array
  readonly values: Float32Array
  /** Share of the message's words, weighted by rarity, that training has seen: 0 to 1. */
  readonly coverage: number
}

/** A feature that only one example has teaches nothing that its neighbours do not. */
const MIN_EXAMPLES = 2
/** Pseudo-count of the spread of a feature over labels: rare features are not trusted at once. */
const SPREAD_PRIOR = 0.5
const FLOOR = 0.1

/**
 * Chooses features and weighs each by how unevenly it is spread over the labels (1.1 minus the
 * normalised entropy). Measured better than inverse document frequency on held-out data.
 */
export function buildVocabulary(
  rows: readonly Features[],
  labels: Int32Array,
  classes: number,
): Vocabulary {
  const found = collect(rows, labels)
  const kept = [...found].filter(([, use]) => use.examples >= MIN_EXAMPLES)
  const size = kept.length
  const capacity = 2 ** Math.ceil(Math.log2(Math.max(4, size * 2)))
  const keys = new Int32Array(capacity)
  const slots = new Int32Array(capacity)
  const weights = new Float32Array(size)
  const rarity = new Float32Array(size)
  const kinds = new Uint8Array(size)
  kept.forEach(([hash, use], feature) => {
    let slot = hash & (capacity - 1)
    while (keys[slot] !== 0) slot = (slot + 1) & (capacity - 1)
    keys[slot] = hash
    slots[slot] = feature
    weights[feature] = FLOOR + 1 - spread(use.labels, use.examples, classes)
    rarity[feature] = Math.log((1 + rows.length) / (1 + use.examples)) + 1
    kinds[feature] = use.kind
  })
  return { keys, slots, weights, rarity, kinds }
}

interface Use {
  readonly kind: number
  examples: number
  last: number
  readonly labels: Map<number, number>
}

function collect(rows: readonly Features[], labels: Int32Array): Map<number, Use> {
  const found = new Map<number, Use>()
  rows.forEach((row, example) => {
    const label = labels[example] ?? 0
    for (let at = 0; at < row.hashes.length; at++) {
      const hash = row.hashes[at] ?? 0
      let use = found.get(hash)
      if (use === undefined) {
        use = { kind: row.kinds[at] ?? 0, examples: 0, last: -1, labels: new Map() }
        found.set(hash, use)
      }
      if (use.last === example) continue
      use.last = example
      use.examples++
      use.labels.set(label, (use.labels.get(label) ?? 0) + 1)
    }
  })
  return found
}

function spread(labels: ReadonlyMap<number, number>, examples: number, classes: number): number {
  if (classes < 2) return 0
  const total = examples + SPREAD_PRIOR
  const share = SPREAD_PRIOR / classes
  const unseen = share / total
  let entropy = -(classes - labels.size) * unseen * Math.log(unseen)
  for (const count of labels.values()) {
    const p = (count + share) / total
    entropy -= p * Math.log(p)
  }
  return entropy / Math.log(classes)
}

/** The number of a feature, or -1. */
export function featureOf(vocabulary: Vocabulary, hash: number): number {
  const mask = vocabulary.keys.length - 1
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const key = vocabulary.keys[slot]
    if (key === hash) return vocabulary.slots[slot] ?? -1
    if (key === 0) return -1
  }
}

const WORD = FEATURE_KINDS.indexOf('word')

/** Reads features as a vector over the vocabulary. */
export function toVector(vocabulary: Vocabulary, row: Features): Vector {
  const counts = new Map<number, number>()
  const unseen = Math.log(vocabulary.weights.length + 1)
  let known = 0
  let all = 0
  for (let at = 0; at < row.hashes.length; at++) {
    const feature = featureOf(vocabulary, row.hashes[at] ?? 0)
    const isWord = row.kinds[at] === WORD
    if (feature < 0) {
      if (isWord) all += unseen
      continue
    }
    counts.set(feature, (counts.get(feature) ?? 0) + 1)
    if (!isWord) continue
    known += vocabulary.rarity[feature] ?? 0
    all += vocabulary.rarity[feature] ?? 0
  }
  const indices = Int32Array.from(counts.keys())
  const values = new Float32Array(indices.length)
  let norm = 0
  for (let at = 0; at < indices.length; at++) {
    const feature = indices[at] ?? 0
    const value = (1 + Math.log(counts.get(feature) ?? 1)) * (vocabulary.weights[feature] ?? 0)
    values[at] = value
    norm += value * value
  }
  const scale = norm === 0 ? 0 : 1 / Math.sqrt(norm)
  for (let at = 0; at < values.length; at++) values[at] = (values[at] ?? 0) * scale
  return { indices, values, coverage: all === 0 ? 0 : known / all }
}
