import type { Corpus } from './corpus.ts'
import { FEATURE_KINDS, type FeatureKind } from './features.ts'
import { createHashTable, type HashTable } from './hash-table.ts'

/** The features that training kept, and what each of them weighs. */
export interface Vocabulary {
  /** Feature number by hash. */
  readonly table: HashTable
  /** By feature number: how much the feature tells about the label. */
  readonly weights: Float32Array
  /** By feature number: inverse document frequency. */
  readonly rarity: Float32Array
  /** By feature number: {@link FEATURE_KINDS}. */
  readonly kinds: Uint8Array
  /**
   * By feature number: its group. Features that occur in exactly the same phrasings (a rare word,
   * its stem, its sound and its runs of characters) would all be learnt alike, so they are one.
   */
  readonly groups: Int32Array
  /** How many groups there are; those of most phrasings come first. */
  readonly groupCount: number
  /** Label by hash of the features that occur in one phrasing only. */
  readonly single: HashTable
  /** {@link rarity} of a feature that occurs in one phrasing, and in none. */
  readonly singleRarity: number
  readonly unseenRarity: number
}

/** A feature of fewer phrasings is not learnt: it would only explain these away. */
const MIN_EXAMPLES = 2
/**
 * Runs of characters are most of what there is, and what training costs grows with phrasings times
 * classes: where these are few, every run counts; where they are many, rare runs and those that tell
 * little are not worth their cost (on the content, a third of the time for 0.1 points).
 */
const RUNS = [
  { from: 0, examples: 2, telling: 0.2, shortest: 2 },
  { from: 750_000, examples: 4, telling: 0.5, shortest: 2 },
  { from: 3_000_000, examples: 20, telling: 0.7, shortest: 4 },
] as const

/** Which runs of characters are worth their cost. */
export type RunLimits = Pick<(typeof RUNS)[number], 'examples' | 'telling' | 'shortest'>

/** The limits for so many phrasings and classes. */
export function runLimits(rows: number, classes: number): RunLimits {
  return RUNS.findLast(({ from }) => rows * classes >= from) ?? RUNS[0]
}
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

/** By number of the kind: {@link LOUDNESS}. */
export const LOUDNESS_OF = Float32Array.from(FEATURE_KINDS, (kind) => LOUDNESS[kind])

/**
 * Chooses features of some rows and weighs each by how unevenly it is spread over the labels (1.1
 * minus the normalised entropy). Measured better than inverse document frequency on held-out data.
 */
export function buildVocabulary(
  corpus: Corpus,
  rows: Int32Array,
  labels: Int32Array,
  { classes, runs: least }: { readonly classes: number; readonly runs: RunLimits },
): Vocabulary {
  const { examples, lastRow, signatures } = survey(corpus, rows)
  const grouped = group(examples, signatures)
  const telling = tellingOf(corpus, rows, labels, { ...grouped, classes })
  const { kept, once } = choose(corpus.kinds, examples, least, (feature) => {
    return telling[grouped.groupOf[feature] ?? 0] ?? 0
  })
  const rarityOf = (count: number): number => Math.log((1 + rows.length) / (1 + count)) + 1
  const rarities = new Float32Array(rows.length + 1).map((_, count) => rarityOf(count))
  return {
    table: createHashTable(
      kept.map((feature) => corpus.hashes[feature] ?? 0),
      kept.map((_, number) => number),
    ),
    weights: new Float32Array(kept.length).map((_, number) => {
      const feature = kept[number] ?? 0
      const loudness = LOUDNESS_OF[corpus.kinds[feature] ?? 0] ?? 1
      return loudness * (telling[grouped.groupOf[feature] ?? 0] ?? 0)
    }),
    rarity: new Float32Array(kept.length).map(
      (_, number) => rarities[examples[kept[number] ?? 0] ?? 0] ?? 0,
    ),
    kinds: new Uint8Array(kept.length).map((_, number) => corpus.kinds[kept[number] ?? 0] ?? 0),
    ...numberGroups(
      kept.map((feature) => grouped.groupOf[feature] ?? 0),
      grouped.sizes,
    ),
    single: createHashTable(
      once.map((feature) => corpus.hashes[feature] ?? 0),
      new Uint16Array(once.length).map((_, at) => labels[lastRow[once[at] ?? 0] ?? 0] ?? 0),
    ),
    singleRarity: rarityOf(1),
    unseenRarity: rarityOf(0),
  }
}

/** The features that are learnt, and those of one phrasing. */
function choose(
  kinds: Uint8Array,
  examples: Int32Array,
  least: RunLimits,
  tells: (feature: number) => number,
): { readonly kept: Int32Array; readonly once: Int32Array } {
  const kept = new Int32Array(examples.length)
  const once = new Int32Array(examples.length)
  let [keeps, onces] = [0, 0]
  examples.forEach((count, feature) => {
    if (count === 1) once[onces++] = feature
    if (count < MIN_EXAMPLES) return
    const isRun = kinds[feature] === CHARACTERS
    if (isRun && (count < least.examples || tells(feature) < least.telling)) return
    kept[keeps++] = feature
  })
  return { kept: kept.slice(0, keeps), once: once.slice(0, onces) }
}

const CHARACTERS = FEATURE_KINDS.indexOf('characters')

/** Numbers that belong to one feature lie together: a place is looked at once, not four times. */
const NOTES = 4
const [LAST_ROW, ONE, OTHER] = [1, 2, 3]

/** By feature: in how many of the rows it is, the last of them, and a signature of all of them. */
function survey({ size, starts, features }: Corpus, rows: Int32Array) {
  const notes = new Int32Array(NOTES * size)
  for (const row of rows) {
    const [one, other] = [mix(row, 0x9e3779b1), mix(row, 0x7feb352d)]
    const end = starts[row + 1] ?? 0
    for (let place = starts[row] ?? 0; place < end; place++) {
      const at = NOTES * (features[place] ?? 0)
      notes[at] = (notes[at] ?? 0) + 1
      notes[at + LAST_ROW] = row
      notes[at + ONE] = (notes[at + ONE] ?? 0) + one
      notes[at + OTHER] = (notes[at + OTHER] ?? 0) + other
    }
  }
  const column = (which: number): Int32Array =>
    new Int32Array(size).map((_, feature) => notes[NOTES * feature + which] ?? 0)
  return {
    examples: column(0),
    lastRow: column(LAST_ROW),
    signatures: [column(ONE), column(OTHER)] as const,
  }
}

function mix(row: number, factor: number): number {
  const mixed = Math.imul(row + 1, factor)
  return Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b) ^ (mixed >>> 13)
}

interface Grouped {
  /** By feature: its group, -1 where it is in too few rows. */
  readonly groupOf: Int32Array
  /** By feature: its group where it is the first of it, else -1. */
  readonly firstOf: Int32Array
  /** By group: in how many rows it is. */
  readonly sizes: Int32Array
}

/** Puts features of the same rows into one group. */
function group(examples: Int32Array, [ones, others]: readonly [Int32Array, Int32Array]): Grouped {
  const groupOf = new Int32Array(examples.length).fill(-1)
  const firstOf = new Int32Array(examples.length).fill(-1)
  const sizes = new Int32Array(examples.length)
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * examples.length + 1))).fill(-1)
  let count = 0
  for (let feature = 0; feature < examples.length; feature++) {
    if ((examples[feature] ?? 0) < MIN_EXAMPLES) continue
    let slot = (ones[feature] ?? 0) & (slots.length - 1)
    let first = slots[slot] ?? -1
    // 64 bits: two sets of rows do not meet by chance.
    while (first >= 0 && (ones[first] !== ones[feature] || others[first] !== others[feature])) {
      slot = (slot + 1) & (slots.length - 1)
      first = slots[slot] ?? -1
    }
    if (first < 0) {
      slots[slot] = feature
      sizes[count] = examples[feature] ?? 0
      firstOf[feature] = count
      groupOf[feature] = count++
    } else groupOf[feature] = groupOf[first] ?? -1
  }
  return { groupOf, firstOf, sizes: sizes.slice(0, count) }
}

/** Numbers the groups that are left; those of most phrasings first, as they are needed together. */
function numberGroups(
  groupOf: Int32Array,
  sizes: Int32Array,
): Pick<Vocabulary, 'groups' | 'groupCount'> {
  const isLeft = new Uint8Array(sizes.length)
  for (const number of groupOf) isLeft[number] = 1
  const most = sizes.reduce((largest, size) => Math.max(largest, size), 0)
  /** By size: where the numbers of groups of that size begin. */
  const next = new Int32Array(most + 2)
  sizes.forEach((size, number) => {
    if (isLeft[number] === 1) next[size] = (next[size] ?? 0) + 1
  })
  let groupCount = 0
  for (let size = most; size >= 0; size--) {
    const count = next[size] ?? 0
    next[size] = groupCount
    groupCount += count
  }
  const rank = new Int32Array(sizes.length)
  sizes.forEach((size, number) => {
    if (isLeft[number] !== 1) return
    const own = next[size] ?? 0
    rank[number] = own
    next[size] = own + 1
  })
  return { groups: groupOf.map((number) => rank[number] ?? 0), groupCount }
}

/** By group: how much it tells about the label. */
function tellingOf(
  { starts, features }: Corpus,
  rows: Int32Array,
  labels: Int32Array,
  { firstOf, sizes, classes }: Grouped & { readonly classes: number },
): Float32Array {
  const places = new Int32Array(sizes.length + 1)
  sizes.forEach((count, at) => {
    places[at + 1] = (places[at] ?? 0) + count
  })
  const next = places.slice()
  const listed = new Int32Array(places[sizes.length] ?? 0)
  for (const row of rows) {
    const end = starts[row + 1] ?? 0
    const label = labels[row] ?? 0
    for (let place = starts[row] ?? 0; place < end; place++) {
      const number = firstOf[features[place] ?? 0] ?? -1
      if (number < 0) continue
      const to = next[number] ?? 0
      listed[to] = label
      next[number] = to + 1
    }
  }
  const most = sizes.reduce((largest, size) => Math.max(largest, size), 0)
  const spread = createSpread(listed, classes, most)
  return new Float32Array(sizes.length).map(
    (_, at) => FLOOR + 1 - spread(places[at] ?? 0, places[at + 1] ?? 0),
  )
}

/** The entropy of the labels from one place to another, 0 to 1; every label counts a little. */
function createSpread(
  labels: Int32Array,
  classes: number,
  most: number,
): (from: number, to: number) => number {
  if (classes < 2) return () => 0
  const share = SPREAD_PRIOR / classes
  const terms = Float64Array.from(
    { length: most + 1 },
    (_, count) => (count + share) * Math.log(count + share),
  )
  const counts = new Int32Array(classes)
  return (from, to) => {
    const total = to - from + SPREAD_PRIOR
    let distinct = 0
    for (let at = from; at < to; at++) {
      const label = labels[at] ?? 0
      const count = counts[label] ?? 0
      if (count === 0) distinct++
      counts[label] = count + 1
    }
    let sum = (classes - distinct) * (terms[0] ?? 0)
    for (let at = from; at < to; at++) {
      const label = labels[at] ?? 0
      const count = counts[label] ?? 0
      if (count > 0) sum += terms[count] ?? 0
      counts[label] = 0
    }
    return (Math.log(total) - sum / total) / Math.log(classes)
  }
}
