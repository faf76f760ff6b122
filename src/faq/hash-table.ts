/** Small numbers by hash (open addressing); plain arrays, so that a model can be kept as bytes. */
export interface HashTable {
  /** Hash by slot, 0 where free; a power of two of slots. */
  readonly keys: Int32Array
  readonly values: Int32Array | Uint16Array
}

/** Builds the table; hashes are never 0, and none occurs twice. */
export function createHashTable(hashes: Int32Array, values: Int32Array | Uint16Array): HashTable {
  const capacity = 2 ** Math.ceil(Math.log2(Math.max(4, hashes.length * 1.5)))
  const keys = new Int32Array(capacity)
  const placed = values instanceof Int32Array ? new Int32Array(capacity) : new Uint16Array(capacity)
  hashes.forEach((hash, at) => {
    let slot = hash & (capacity - 1)
    while (keys[slot] !== 0) slot = (slot + 1) & (capacity - 1)
    keys[slot] = hash
    placed[slot] = values[at] ?? 0
  })
  return { keys, values: placed }
}

/** The number under a hash, or -1. */
export function lookUp({ keys, values }: HashTable, hash: number): number {
  const mask = keys.length - 1
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const key = keys[slot]
    if (key === hash) return values[slot] ?? -1
    if (key === 0) return -1
  }
}
