import type { FigureKey } from '../../core/index.ts'
import type { Signal } from '../../ports/index.ts'
import type { Db } from './database.ts'

/** What a repository works in: one transaction, or each call on its own. */
export interface Scope {
  /** Runs a query that reads, or writes what may be written twice; alone it is tried again. */
  run<T>(query: (db: Db) => Promise<T>): Promise<T>
  /** Adds to counts, a transaction just before it commits: those that are hot are locked shortly. */
  count(key: FigureKey, by: number): Promise<void>
  /** Makes reads see the counts of this transaction. */
  settleCounts(): Promise<void>
  /** Tells all processes, a transaction once it is kept. */
  tell(signal: Signal): Promise<void>
}
