import { FEATURE_KINDS, type FeatureKind, type Features } from './features.ts'

/** The features that training kept, found by hash (open addressing), and their weights. */
export interface Vocabulary {
  /** Hash by slot, 0 where free; a power of two of slots. */
  readonly keys: Int32Array
  /** Feature number by slot. */
  readonly slots: Int32Array
  /** By feature number: how much the feature tells about the label. */
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
 * By kind: how loud it is. Runs of characters are many and say the same several times; meanings are
 * few, and all that a message shares with a phrasing in another language.
 */
const LOUDNESS: Readonly<Record<FeatureKind, number>> = {
  word: 1,
  'word-pair': 1,
  characters: 0.45,
  skeleton: 1.3,
  stem: 1.3,
  'skip-pair': 1,
  meaning: 2.5,
  'meaning-pair': 1,
  'meaning-set': 2.5,
}

/**
 * Chooses features and weighs each by how unevenly it is spread over the labels (1.1 minus the
 * normalised entropy). Measured better than inverse document frequency on held-out data.
 */
export function buildVocabulary(
  rows: readonly Features[],
  labels: Int32Array,
  classes: number,
): Vocabulary {
  const found = collect(rows)
  const kept = found.examples.reduce((sum, examples) => sum + (examples >= MIN_EXAMPLES ? 1 : 0), 0)
  const capacity = 2 ** Math.ceil(Math.log2(Math.max(4, kept * 2)))
  const vocabulary = {
    keys: new Int32Array(capacity),
    slots: new Int32Array(capacity),
    weights: new Float32Array(kept),
    rarity: new Float32Array(kept),
    kinds: new Uint8Array(kept),
  }
  const spread = createSpread(classes)
  let feature = 0
  for (let candidate = 0; candidate < found.size; candidate++) {
    const examples = found.examples[candidate] ?? 0
    if (examples < MIN_EXAMPLES) continue
    const start = found.starts[candidate] ?? 0
    const kind = FEATURE_KINDS[found.kinds[candidate] ?? 0]
    const loudness = kind === undefined ? 1 : LOUDNESS[kind]
    const among = found.rows.subarray(start, start + examples)
    insert(vocabulary, found.hashes[candidate] ?? 0, feature)
    vocabulary.weights[feature] = loudness * (FLOOR + 1 - spread(among, labels))
    vocabulary.rarity[feature] = Math.log((1 + rows.length) / (1 + examples)) + 1
    vocabulary.kinds[feature] = found.kinds[candidate] ?? 0
    feature++
  }
  return vocabulary
}

function insert({ keys, slots }: Vocabulary, hash: number, feature: number): void {
  const mask = keys.length - 1
  let slot = hash & mask
  while (keys[slot] !== 0) slot = (slot + 1) & mask
  keys[slot] = hash
  slots[slot] = feature
}

/** Every feature there is, and in which rows; flat arrays, as there are hundreds of thousands. */
interface Found {
  readonly size: number
  readonly hashes: Int32Array
  readonly kinds: Uint8Array
  /** By feature: the number of rows that have it, and where they are listed. */
  readonly examples: Int32Array
  readonly starts: Int32Array
  readonly rows: Int32Array
}

function collect(rows: readonly Features[]): Found {
  const total = rows.reduce((sum, row) => sum + row.hashes.length, 0)
  const capacity = 2 ** Math.ceil(Math.log2(Math.max(4, total)))
  const table = { keys: new Int32Array(capacity), slots: new Int32Array(capacity) }
  const hashes = new Int32Array(total)
  const kinds = new Uint8Array(total)
  const examples = new Int32Array(total)
  const lastRow = new Int32Array(total).fill(-1)
  /** Pairs of feature and row, in order of rows. */
  const pairs = new Int32Array(total)
  const ends = new Int32Array(rows.length)
  let size = 0
  let count = 0
  rows.forEach((row, at) => {
    for (let k = 0; k < row.hashes.length; k++) {
      const hash = row.hashes[k] ?? 0
      let slot = hash & (capacity - 1)
      while (table.keys[slot] !== 0 && table.keys[slot] !== hash) slot = (slot + 1) & (capacity - 1)
      if (table.keys[slot] === 0) {
        table.keys[slot] = hash
        table.slots[slot] = size
        hashes[size] = hash
        kinds[size] = row.kinds[k] ?? 0
        size++
      }
      const feature = table.slots[slot] ?? 0
      if (lastRow[feature] === at) continue
      lastRow[feature] = at
      examples[feature] = (examples[feature] ?? 0) + 1
      pairs[count++] = feature
    }
    ends[at] = count
  })
  return { size, hashes, kinds, examples, ...listRows(examples, size, pairs, ends) }
}

function listRows(
  examples: Int32Array,
  size: number,
  pairs: Int32Array,
  ends: Int32Array,
): Pick<Found, 'starts' | 'rows'> {
  const starts = new Int32Array(size + 1)
  for (let feature = 0; feature < size; feature++) {
    starts[feature + 1] = (starts[feature] ?? 0) + (examples[feature] ?? 0)
  }
  const next = starts.slice()
  const rows = new Int32Array(starts[size] ?? 0)
  let pair = 0
  ends.forEach((end, row) => {
    for (; pair < end; pair++) {
      const feature = pairs[pair] ?? 0
      const place = next[feature] ?? 0
      rows[place] = row
      next[feature] = place + 1
    }
  })
  return { starts, rows }
}

/** The entropy of the labels of some rows, 0 to 1, with a small pseudo-count for every label. */
function createSpread(classes: number): (rows: Int32Array, labels: Int32Array) => number {
  const counts = new Int32Array(classes)
  return (rows, labels) => {
    if (classes < 2) return 0
    const total = rows.length + SPREAD_PRIOR
    const share = SPREAD_PRIOR / classes
    let distinct = 0
    for (const row of rows) {
      const label = labels[row] ?? 0
      if (counts[label] === 0) distinct++
      counts[label] = (counts[label] ?? 0) + 1
    }
    let entropy = -(classes - distinct) * (share / total) * Math.log(share / total)
    for (const row of rows) {
      const label = labels[row] ?? 0
      const count = counts[label] ?? 0
      if (count === 0) continue
      counts[label] = 0
      const p = (count + share) / total
      entropy -= p * Math.log(p)
    }
    return entropy / Math.log(classes)
  }
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
  const found = new Int32Array(row.hashes.length)
  const unseen = Math.log(vocabulary.weights.length + 1)
  let size = 0
  let known = 0
  let all = 0
  for (let at = 0; at < row.hashes.length; at++) {
    const feature = featureOf(vocabulary, row.hashes[at] ?? 0)
    if (feature >= 0) found[size++] = feature
    if (row.kinds[at] !== WORD) continue
    if (feature >= 0) known += vocabulary.rarity[feature] ?? 0
    all += feature >= 0 ? (vocabulary.rarity[feature] ?? 0) : unseen
  }
  const counted = countRuns(found.subarray(0, size).sort())
  const values = new Float32Array(counted.indices.length)
  let norm = 0
  for (let at = 0; at < values.length; at++) {
    const times = counted.times[at] ?? 1
    const weight = vocabulary.weights[counted.indices[at] ?? 0] ?? 0
    const value = times === 1 ? weight : (1 + Math.log(times)) * weight
    values[at] = value
    norm += value * value
  }
  const scale = norm === 0 ? 0 : 1 / Math.sqrt(norm)
  for (let at = 0; at < values.length; at++) values[at] = (values[at] ?? 0) * scale
  return { indices: counted.indices, values, coverage: all === 0 ? 0 : known / all }
}

function countRuns(sorted: Int32Array): { indices: Int32Array; times: Int32Array } {
  const times = new Int32Array(sorted.length)
  let size = 0
  for (let at = 0; at < sorted.length; at++) {
    const feature = sorted[at] ?? 0
    if (size > 0 && sorted[size - 1] === feature) {
      times[size - 1] = (times[size - 1] ?? 0) + 1
      continue
    }
    sorted[size] = feature
    times[size] = 1
    size++
  }
  return { indices: sorted.slice(0, size), times }
}
