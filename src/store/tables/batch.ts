import type { TableName } from './records.ts'
import type { Row } from './rows.ts'
import { changedIn, createViews, type Tables, type Views } from './tables.ts'

/** Whether a transaction changed anything. */
export function hasChanges(views: Views): boolean {
  return changedIn(views).length > 0
}

/** Transactions that are written together: each one sees what those before it changed. */
export class Batch {
  readonly #views: Views

  constructor(tables: Tables) {
    this.#views = createViews(tables)
  }

  /** Adds a transaction; returns what is to be written for it, nothing where nothing changes. */
  add(transaction: Views): Row[] {
    const rows: Row[] = []
    for (const name of changedIn(transaction)) this.#add(name, transaction, rows)
    return rows
  }

  /** Makes the changes in the tables themselves. */
  settle(): void {
    for (const name of changedIn(this.#views)) this.#views[name].settle()
  }

  #add<N extends TableName>(name: N, transaction: Views, rows: Row[]): void {
    const view = this.#views[name]
    for (const key of transaction[name].changedKeys()) {
      const existed = view.get(key) !== undefined
      transaction[name].replay(key, view)
      const value = view.get(key)
      if (existed || value !== undefined) rows.push({ table: name, key, value })
    }
  }
}
