import type { Vocabulary } from './vocabulary.ts'

/** Which features occur in exactly the same phrasings. */
export interface Grouped {
  /** By feature: its group, -1 where it is in too few rows. */
  readonly groupOf: Int32Array
  /** By feature: its group where it is the first of it, else -1. */
  readonly firstOf: Int32Array
  /** By group: in how many rows it is. */
  readonly sizes: Int32Array
}

/** Puts features of the same rows, of at least `fewest`, into one group. */
export function group(
  examples: Int32Array,
  [ones, others]: readonly [Int32Array, Int32Array],
  fewest: number,
): Grouped {
  const groupOf = new Int32Array(examples.length).fill(-1)
  const firstOf = new Int32Array(examples.length).fill(-1)
  const sizes = new Int32Array(examples.length)
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * examples.length + 1))).fill(-1)
  let count = 0
  for (let feature = 0; feature < examples.length; feature++) {
    if ((examples[feature] ?? 0) < fewest) continue
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
export function numberGroups(
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

/** By group: the square of its length, each feature of it taken `loudness` times. */
export function squaresByGroup(
  { weights, groups, groupCount }: Pick<Vocabulary, 'weights' | 'groups' | 'groupCount'>,
  loudness: (feature: number) => number = () => 1,
): Float32Array {
  const squares = new Float32Array(groupCount)
  weights.forEach((weight, feature) => {
    const group = groups[feature] ?? 0
    squares[group] = (squares[group] ?? 0) + (weight * loudness(feature)) ** 2
  })
  return squares
}
