import type { FeatureReader } from './features.ts'

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
const FIRST_PLACES = 1 << 16
const FIRST_SLOTS = 1 << 12

/** Numbers the features of phrasings in order of appearance. */
export function buildCorpus(texts: readonly string[], read: FeatureReader): Corpus {
  const table = createTable()
  const starts = new Int32Array(texts.length + 1)
  let features = new Int32Array(FIRST_PLACES)
  let times = new Uint8Array(FIRST_PLACES)
  let count = 0
  let start = 0
  const add = (kind: number, hash: number): void => {
    const slot = table.slotOf(hash, kind)
    const place = table.lastPlace(slot, count, start)
    if (place !== count) {
      times[place] = Math.min(MOST_TIMES, (times[place] ?? 0) + 1)
      return
    }
    if (count === features.length) {
      features = longer(features)
      times = longer(times)
    }
    times[count] = 1
    features[count++] = table.numberAt(slot)
  }
  texts.forEach((text, row) => {
    start = count
    read(text, add)
    starts[row + 1] = count
  })
  return {
    rows: texts.length,
    size: table.size(),
    ...table.features(),
    starts,
    features: features.slice(0, count),
    times: times.slice(0, count),
  }
}

/** A slot: the hash (0 where free), the number of the feature and its last place plus one. */
const SLOT = 4
const NUMBER = 1
const PLACE = 2

/**
 * Numbers hashes (never 0) as they come, and remembers where each stood last; open addressing, as a
 * `Map` takes four times as long, and one stretch of memory for all that a place needs.
 */
function createTable() {
  let slots = new Int32Array(SLOT * FIRST_SLOTS)
  let hashes = new Int32Array(FIRST_SLOTS)
  let kinds = new Uint8Array(FIRST_SLOTS)
  let size = 0
  const find = (hash: number): number => {
    const mask = slots.length - 1
    let slot = (SLOT * hash) & mask
    while (slots[slot] !== 0 && slots[slot] !== hash) slot = (slot + SLOT) & mask
    return slot
  }
  const grow = (): void => {
    const old = slots
    slots = new Int32Array(2 * old.length)
    for (let from = 0; from < old.length; from += SLOT) {
      const hash = old[from] ?? 0
      if (hash !== 0) slots.set(old.subarray(from, from + SLOT), find(hash))
    }
  }
  const number = (hash: number, kind: number): void => {
    if (size === hashes.length) {
      hashes = longer(hashes)
      kinds = longer(kinds)
    }
    hashes[size] = hash
    kinds[size++] = kind
  }
  return {
    size: () => size,
    /** Where the feature is kept; a new one gets the next number. */
    slotOf(hash: number, kind: number): number {
      const slot = find(hash)
      if (slots[slot] !== 0) return slot
      slots[slot] = hash
      slots[slot + NUMBER] = size
      number(hash, kind)
      if (2 * SLOT * size <= slots.length) return slot
      grow()
      return find(hash)
    },
    numberAt: (slot: number): number => slots[slot + NUMBER] ?? 0,
    /** Where the feature stood, if that was at `start` or later; else it stands at `count` now. */
    lastPlace(slot: number, count: number, start: number): number {
      const before = (slots[slot + PLACE] ?? 0) - 1
      if (before >= start) return before
      slots[slot + PLACE] = count + 1
      return count
    },
    features: (): Pick<Corpus, 'hashes' | 'kinds'> => ({
      hashes: hashes.slice(0, size),
      kinds: kinds.slice(0, size),
    }),
  }
}

function longer<T extends Int32Array | Uint8Array>(array: T): T {
  const twice = new (array.constructor as new (length: number) => T)(2 * array.length)
  twice.set(array)
  return twice
}
