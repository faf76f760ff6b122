import type { Features } from './features.ts'

/** All phrasings as numbered features: flat arrays, as there are millions of places. */
export interface Corpus {
  readonly rows: number
  /** How many different features there are. */
  readonly size: number
  /** By feature: its hash and its kind. */
  readonly hashes: Int32Array
  readonly kinds: Uint8Array
  /** By row: where its features start; the last element ends the last row. */
  readonly starts: Int32Array
  /** Row after row, every feature once. */
  readonly features: Int32Array
  /** How often the feature of that place occurs in that row, up to {@link MOST_TIMES}. */
  readonly times: Uint8Array
}

/** Beyond this many times, once more says nothing. */
const MOST_TIMES = 255
const FIRST_CAPACITY = 1 << 12

/** Numbers the features of phrasings in order of appearance. */
export function buildCorpus(rows: readonly Features[]): Corpus {
  const total = rows.reduce((sum, row) => sum + row.hashes.length, 0)
  const table = createTable(total)
  const kinds = new Uint8Array(total)
  const starts = new Int32Array(rows.length + 1)
  const features = new Int32Array(total)
  const times = new Uint8Array(total)
  const lastPlace = new Int32Array(total).fill(-1)
  let count = 0
  rows.forEach((row, at) => {
    const start = count
    for (let k = 0; k < row.hashes.length; k++) {
      const feature = table.numberOf(row.hashes[k] ?? 0)
      const place = lastPlace[feature] ?? -1
      if (place >= start) {
        times[place] = Math.min(MOST_TIMES, (times[place] ?? 0) + 1)
        continue
      }
      kinds[feature] = row.kinds[k] ?? 0
      lastPlace[feature] = count
      times[count] = 1
      features[count++] = feature
    }
    starts[at + 1] = count
  })
  return {
    rows: rows.length,
    size: table.size(),
    hashes: table.hashes(),
    kinds: kinds.slice(0, table.size()),
    starts,
    features: features.subarray(0, count),
    times: times.subarray(0, count),
  }
}

/**
 * Numbers hashes (never 0) as they come; open addressing, as a `Map` takes four times as long.
 * `places` is how many will be looked up: about one in eight is a new one.
 */
function createTable(places: number) {
  const capacity = Math.max(FIRST_CAPACITY, 2 ** Math.ceil(Math.log2(places / 4 + 1)))
  let keys = new Int32Array(capacity)
  let numbers = new Int32Array(capacity)
  let size = 0
  const place = (hash: number): number => {
    const mask = keys.length - 1
    let slot = hash & mask
    while (keys[slot] !== 0 && keys[slot] !== hash) slot = (slot + 1) & mask
    return slot
  }
  const grow = (): void => {
    const [oldKeys, oldNumbers] = [keys, numbers]
    keys = new Int32Array(2 * oldKeys.length)
    numbers = new Int32Array(2 * oldKeys.length)
    oldKeys.forEach((hash, slot) => {
      if (hash === 0) return
      const next = place(hash)
      keys[next] = hash
      numbers[next] = oldNumbers[slot] ?? 0
    })
  }
  return {
    size: () => size,
    numberOf(hash: number): number {
      const slot = place(hash)
      if (keys[slot] !== 0) return numbers[slot] ?? 0
      keys[slot] = hash
      numbers[slot] = size++
      if (2 * size > keys.length) grow()
      return size - 1
    },
    hashes(): Int32Array {
      const hashes = new Int32Array(size)
      keys.forEach((hash, slot) => {
        if (hash !== 0) hashes[numbers[slot] ?? 0] = hash
      })
      return hashes
    },
  }
}
