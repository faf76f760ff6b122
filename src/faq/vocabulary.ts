import type { Corpus } from './corpus.ts'
import { FEATURE_KINDS, type FeatureKind } from './features.ts'
import { group, numberGroups, squaresByGroup } from './groups.ts'
import { createHashTable, type HashTable } from './hash-table.ts'
import type { Limits } from './limits.ts'
import { tellingOf } from './telling.ts'

/** The features that training kept, and what each of them weighs. */
export interface Vocabulary {
  /**
   * By hash: the number of the feature, or, where it occurs in one phrasing only and so is not
   * learnt, how many features there are and then the label of that phrasing.
   */
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
  /**
   * By feature: how much of it is added to its group. All of it, which makes groups of many features
   * loud, as the steps of the classifier do; or so much that the group is as long as its features
   * are together, which least squares ask for.
   */
  readonly shares: Float32Array
  /** How many groups there are; those of most phrasings come first. */
  readonly groupCount: number
  /** {@link rarity} of a feature that occurs in one phrasing, and in none. */
  readonly singleRarity: number
  readonly unseenRarity: number
}

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
  { classes, limits }: { readonly classes: number; readonly limits: Limits },
): Vocabulary {
  const { examples, lastRow, signatures } = survey(corpus, rows)
  const grouped = group(examples, signatures, limits.fewest)
  const telling = tellingOf(corpus, rows, labels, { ...grouped, classes })
  const { kept, once } = choose(corpus.kinds, examples, limits, (feature) => {
    return telling[grouped.groupOf[feature] ?? 0] ?? 0
  })
  const rarityOfCount = (count: number): number => Math.log((1 + rows.length) / (1 + count)) + 1
  const rarities = new Float32Array(rows.length + 1).map((_, count) => rarityOfCount(count))
  const weights = new Float32Array(kept.length).map((_, number) => {
    const feature = kept[number] ?? 0
    const loudness = LOUDNESS_OF[corpus.kinds[feature] ?? 0] ?? 1
    return loudness * (telling[grouped.groupOf[feature] ?? 0] ?? 0)
  })
  const numbered = numberGroups(
    kept.map((feature) => grouped.groupOf[feature] ?? 0),
    grouped.sizes,
  )
  return {
    table: createHashTable(
      joined(kept, once).map((feature) => corpus.hashes[feature] ?? 0),
      joined(
        kept.map((_, number) => number),
        once.map((feature) => kept.length + (labels[lastRow[feature] ?? 0] ?? 0)),
      ),
    ),
    weights,
    shares: limits.squares ? sharesOf(weights, numbered) : weights.slice().fill(1),
    rarity: new Float32Array(kept.length).map(
      (_, number) => rarities[examples[kept[number] ?? 0] ?? 0] ?? 0,
    ),
    kinds: new Uint8Array(kept.length).map((_, number) => corpus.kinds[kept[number] ?? 0] ?? 0),
    ...numbered,
    singleRarity: rarityOfCount(1),
    unseenRarity: rarityOfCount(0),
  }
}

/** The label of what {@link Vocabulary.table} says of a feature of one phrasing; -1 of any other. */
export function labelOfSingle({ weights }: Vocabulary, number: number): number {
  return number < weights.length ? -1 : number - weights.length
}

/** How rare that is which {@link Vocabulary.table} has this number for. */
export function rarityOf(vocabulary: Vocabulary, number: number): number {
  if (number < 0) return vocabulary.unseenRarity
  return vocabulary.rarity[number] ?? vocabulary.singleRarity
}

function joined(one: Int32Array, other: Int32Array): Int32Array {
  const both = new Int32Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}

/** By feature: its part of the length of its group. */
function sharesOf(
  weights: Float32Array,
  { groups, groupCount }: Pick<Vocabulary, 'groups' | 'groupCount'>,
): Float32Array {
  const squares = squaresByGroup({ weights, groups, groupCount })
  return weights.map((weight, feature) => weight / Math.sqrt(squares[groups[feature] ?? 0] ?? 1))
}

/** The features that are learnt, and those of one phrasing. */
function choose(
  kinds: Uint8Array,
  examples: Int32Array,
  least: Limits,
  tells: (feature: number) => number,
): { readonly kept: Int32Array; readonly once: Int32Array } {
  const kept = new Int32Array(examples.length)
  const once = new Int32Array(examples.length)
  let [keeps, onces] = [0, 0]
  examples.forEach((count, feature) => {
    if (count === 1 && least.fewest > 1) once[onces++] = feature
    if (count < least.fewest) return
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
