import type { KeyRange } from './sorted-keys.ts'
import type { IndexDefinition, Table } from './table.ts'

/** What becomes of a record; `undefined` is "there is none". */
export type Edit<R> = (old: R | undefined) => R | undefined

/** Which records of an index are wanted. */
export interface ListQuery extends KeyRange {
  readonly group: string
  readonly limit?: number
}

interface Change<R> {
  /** What reads of this view see. */
  readonly value: R | undefined
  /** Where the value depends on what was there: how it is made again from what is there then. */
  readonly edit?: Edit<R>
}

/** A table as one transaction sees it: what is kept, with the transaction's own changes on top. */
export class TableView<R> {
  readonly #table: Table<R>
  /** Made with the first change: most views of a transaction never see one. */
  #changes: Map<string, Change<R>> | undefined

  constructor(table: Table<R>) {
    this.#table = table
  }

  get(key: string): R | undefined {
    const change = this.#changes?.get(key)
    return change === undefined ? this.#table.get(key) : change.value
  }

  /** Puts a record, or deletes it where `value` is `undefined`. */
  set(key: string, value: R | undefined): void {
    this.#change(key, { value })
  }

  /** Makes the record from the one before, again so when others changed it in between. */
  edit(key: string, edit: Edit<R>): void {
    const before = this.#changes?.get(key)
    const value = edit(this.get(key))
    if (before !== undefined && before.edit === undefined) {
      this.#change(key, { value })
      return
    }
    const first = before?.edit
    const both: Edit<R> = first === undefined ? edit : (old) => edit(first(old))
    this.#change(key, { value, edit: both })
  }

  get size(): number {
    let size = this.#table.size
    for (const [key, { value }] of this.#changes ?? []) {
      size += Number(value !== undefined) - Number(this.#table.get(key) !== undefined)
    }
    return size
  }

  count(index: IndexDefinition<R>, group: string): number {
    let count = this.#table.countOf(index, group)
    const isIn = (record: R | undefined) => record !== undefined && index.group(record) === group
    for (const [key, { value }] of this.#changes ?? []) {
      count += Number(isIn(value)) - Number(isIn(this.#table.get(key)))
    }
    return count
  }

  /** The groups of an index that have records, in no order. */
  groups(index: IndexDefinition<R>): string[] {
    const groups = new Set(this.#table.groupsOf(index))
    for (const { value } of this.#changes?.values() ?? []) {
      const group = value === undefined ? undefined : index.group(value)
      if (group !== undefined) groups.add(group)
    }
    if (!this.isChanged) return [...groups]
    return [...groups].filter((group) => this.count(index, group) > 0)
  }

  /** The records of a group in the order of the index: by its score, then by key. */
  list(index: IndexDefinition<R>, query: ListQuery): R[] {
    return this.#list(index, query).map(([, record]) => record)
  }

  /** As {@link list}, keys only. */
  keys(index: IndexDefinition<R>, query: ListQuery): string[] {
    return this.#list(index, query).map(([key]) => key)
  }

  get isChanged(): boolean {
    return this.#changes !== undefined
  }

  changedKeys(): Iterable<string> {
    return this.#changes?.keys() ?? []
  }

  /** Makes the change of one key on another view, an edit from what that one holds. */
  replay(key: string, target: TableView<R>): void {
    const change = this.#changes?.get(key)
    if (change === undefined) return
    if (change.edit === undefined) target.set(key, change.value)
    else target.edit(key, change.edit)
  }

  /** Writes the changes into the table. */
  settle(): void {
    if (this.#changes === undefined) return
    for (const [key, { value }] of this.#changes) this.#table.set(key, value)
    this.#changes = undefined
  }

  #change(key: string, change: Change<R>): void {
    this.#changes ??= new Map()
    this.#changes.set(key, change)
  }

  #list(index: IndexDefinition<R>, query: ListQuery): [string, R][] {
    const limit = query.limit ?? Infinity
    const own = this.#changes === undefined ? [] : this.#own(index, query)
    const found: [string, R][] = []
    const takeOwn = (isDue: (entry: readonly [string, R]) => boolean) => {
      while (found.length < limit && own[0] !== undefined && isDue(own[0])) {
        found.push(own[0])
        own.shift()
      }
    }
    for (const key of this.#table.keysOf(index, query.group, query)) {
      if (this.#changes?.has(key)) continue
      const record = this.#table.get(key)
      if (record === undefined) continue
      const entry: [string, R] = [key, record]
      takeOwn((mine) => inOrder(index, query, mine, entry) < 0)
      if (found.length >= limit) return found
      found.push(entry)
    }
    takeOwn(() => true)
    return found.slice(0, limit)
  }

  /** The view's own records that the query asks for, in its order. */
  #own(index: IndexDefinition<R>, query: ListQuery): [string, R][] {
    const { group, from = -Infinity, before = Infinity } = query
    const own: [string, R][] = []
    for (const [key, { value }] of this.#changes ?? []) {
      if (value === undefined || index.group(value) !== group) continue
      const score = index.score(value)
      if (score >= from && score < before) own.push([key, value])
    }
    return own.sort((a, b) => inOrder(index, query, a, b))
  }
}

function inOrder<R>(
  index: IndexDefinition<R>,
  { descending = false }: ListQuery,
  [keyA, a]: readonly [string, R],
  [keyB, b]: readonly [string, R],
): number {
  const difference = index.score(a) - index.score(b) || (keyA < keyB ? -1 : 1)
  return descending ? -difference : difference
}
