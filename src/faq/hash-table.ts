/** Small numbers by hash (open addressing); a plain array, so that a model can be kept as bytes. */
export interface HashTable {
  /**
   * Hash and number by slot, side by side, so that one place in memory is looked at for both; a
   * hash of 0 where the slot is free. A power of two of slots.
   */
  readonly slots: Int32Array
}

/** Builds the table; hashes are never 0, and none occurs twice. */
export function createHashTable(hashes: Int32Array, values: Int32Array): HashTable {
  const capacity = 2 ** Math.ceil(Math.log2(Math.max(4, hashes.length * 1.5)))
  const slots = new Int32Array(2 * capacity)
  hashes.forEach((hash, at) => {
    let slot = hash & (capacity - 1)
    while (slots[2 * slot] !== 0) slot = (slot + 1) & (capacity - 1)
    slots[2 * slot] = hash
    slots[2 * slot + 1] = values[at] ?? 0
  })
  return { slots }
}

/** The number under a hash, or -1. */
export function lookUp({ slots }: HashTable, hash: number): number {
  const mask = slots.length - 1
  for (let at = (2 * hash) & mask; ; at = (at + 2) & mask) {
    const key = slots[at]
    if (key === hash) return slots[at + 1] ?? -1
    if (key === 0) return -1
  }
}
