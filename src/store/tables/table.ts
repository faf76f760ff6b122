import { type KeyRange, SortedKeys } from './sorted-keys.ts'

/**
 * Another way to find the records of a table: in groups, and sorted within each. Both are plain
 * functions of the record, so that the index follows every change by itself.
 */
export interface IndexDefinition<R> {
  /** The group this record belongs to; `undefined` leaves it out of the index. */
  readonly group: (record: R) => string | undefined
  readonly score: (record: R) => number
}

/** The records of one kind by key, with their indexes. All work is in proportion to what changes. */
export class Table<R> {
  readonly #rows = new Map<string, R>()
  readonly #indexes = new Map<IndexDefinition<R>, Map<string, SortedKeys>>()
  /** The same, to go through at every change. */
  readonly #all: readonly (readonly [IndexDefinition<R>, Map<string, SortedKeys>])[]

  constructor(indexes: readonly IndexDefinition<R>[]) {
    for (const definition of indexes) this.#indexes.set(definition, new Map())
    this.#all = [...this.#indexes]
  }

  get size(): number {
    return this.#rows.size
  }

  get(key: string): R | undefined {
    return this.#rows.get(key)
  }

  /** Puts a record, or deletes it where `record` is `undefined`. */
  set(key: string, record: R | undefined): void {
    const old = this.#rows.get(key)
    for (const [definition, groups] of this.#all) {
      reindex(groups, key, placeOf(definition, old), placeOf(definition, record))
    }
    if (record === undefined) this.#rows.delete(key)
    else this.#rows.set(key, record)
  }

  /** All records in no order. Records changed while it runs may come in either state. */
  entries(): IterableIterator<[string, R]> {
    return this.#rows.entries()
  }

  keysOf(index: IndexDefinition<R>, group: string, range: KeyRange): Iterable<string> {
    return this.#keys(index, group)?.range(range) ?? []
  }

  countOf(index: IndexDefinition<R>, group: string): number {
    return this.#keys(index, group)?.size ?? 0
  }

  /** The groups of an index that have records, in no order. */
  groupsOf(index: IndexDefinition<R>): Iterable<string> {
    return this.#indexes.get(index)?.keys() ?? []
  }

  #keys(index: IndexDefinition<R>, group: string): SortedKeys | undefined {
    return this.#indexes.get(index)?.get(group)
  }
}

interface Place {
  readonly group: string
  readonly score: number
}

function placeOf<R>(definition: IndexDefinition<R>, record: R | undefined): Place | undefined {
  const group = record === undefined ? undefined : definition.group(record)
  return record === undefined || group === undefined
    ? undefined
    : { group, score: definition.score(record) }
}

function reindex(
  groups: Map<string, SortedKeys>,
  key: string,
  from: Place | undefined,
  to: Place | undefined,
): void {
  if (from?.group === to?.group && from?.score === to?.score) return
  if (from !== undefined) {
    const keys = groups.get(from.group)
    keys?.delete(from.score, key)
    if (keys?.size === 0) groups.delete(from.group)
  }
  if (to === undefined) return
  const keys = groups.get(to.group) ?? new SortedKeys()
  groups.set(to.group, keys)
  keys.add(to.score, key)
}
