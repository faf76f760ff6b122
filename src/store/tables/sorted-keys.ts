/** A key with the number that it is sorted by. */
interface Entry {
  readonly score: number
  readonly key: string
}

/** What part of the keys is wanted, in which order. */
export interface KeyRange {
  /** The lowest score that is included. */
  readonly from?: number
  /** The first score that is not included any more. */
  readonly before?: number
  readonly descending?: boolean
}

/** Entries of one chunk; inserting moves at most so many. */
const CHUNK_SIZE = 512

/**
 * Keys sorted by a number, then by themselves. A sorted list cut into chunks: adding and deleting
 * stay cheap with a million keys, where one long array would be moved in memory each time.
 */
export class SortedKeys {
  readonly #chunks: Entry[][] = []
  #size = 0

  get size(): number {
    return this.#size
  }

  add(score: number, key: string): void {
    const at = Math.min(this.#chunkOf(score, key), this.#chunks.length - 1)
    const chunk = this.#chunks[at]
    this.#size += 1
    if (chunk === undefined) {
      this.#chunks.push([{ score, key }])
      return
    }
    chunk.splice(positionIn(chunk, score, key), 0, { score, key })
    if (chunk.length > CHUNK_SIZE) this.#split(at, chunk)
  }

  delete(score: number, key: string): void {
    const at = this.#chunkOf(score, key)
    const chunk = this.#chunks[at]
    if (chunk === undefined) return
    const position = positionIn(chunk, score, key)
    const entry = chunk[position]
    if (entry === undefined || entry.score !== score || entry.key !== key) return
    chunk.splice(position, 1)
    if (chunk.length === 0) this.#chunks.splice(at, 1)
    this.#size -= 1
  }

  /** The keys in order; nothing may be added or deleted while it runs. */
  *range({ from = -Infinity, before = Infinity, descending = false }: KeyRange): Generator<string> {
    if (descending) {
      yield* this.#down(from, before)
      return
    }
    for (let at = this.#chunkOf(from, ''); at < this.#chunks.length; at += 1) {
      for (const { score, key } of this.#chunks[at] ?? []) {
        if (score >= before) return
        if (score >= from) yield key
      }
    }
  }

  *#down(from: number, before: number): Generator<string> {
    const last = Math.min(this.#chunkOf(before, ''), this.#chunks.length - 1)
    for (let at = last; at >= 0; at -= 1) {
      const chunk = this.#chunks[at] ?? []
      for (let position = chunk.length - 1; position >= 0; position -= 1) {
        const entry = chunk[position]
        if (entry === undefined || entry.score < from) return
        if (entry.score < before) yield entry.key
      }
    }
  }

  /** The first chunk whose last entry is not before this one. */
  #chunkOf(score: number, key: string): number {
    let low = 0
    let high = this.#chunks.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const last = this.#chunks[middle]?.at(-1)
      if (last !== undefined && isBefore(last, score, key)) low = middle + 1
      else high = middle
    }
    return low
  }

  /** A full last chunk is left as it is: keys that only grow would leave every chunk half empty. */
  #split(at: number, chunk: Entry[]): void {
    const isLast = at === this.#chunks.length - 1
    const keep = isLast ? chunk.length - 1 : chunk.length >>> 1
    this.#chunks.splice(at + 1, 0, chunk.splice(keep))
  }
}

/** Where the entry stands in the chunk, or where it belongs. */
function positionIn(chunk: readonly Entry[], score: number, key: string): number {
  let low = 0
  let high = chunk.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const entry = chunk[middle]
    if (entry !== undefined && isBefore(entry, score, key)) low = middle + 1
    else high = middle
  }
  return low
}

function isBefore(entry: Entry, score: number, key: string): boolean {
  return entry.score < score || (entry.score === score && entry.key < key)
}
