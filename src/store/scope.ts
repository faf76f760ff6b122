import type { Signal } from '../ports/index.ts'
import type { Views } from './tables/index.ts'

/** What a repository works in: one transaction, or each call on its own. */
export interface Scope {
  read<T>(work: (views: Views) => T): Promise<T>
  /** Resolves once what `work` changed is kept, or part of the transaction that will be. */
  write<T>(work: (views: Views) => T): Promise<T>
  /** Tells the listeners, a transaction once it is kept. */
  tell(signal: Signal): Promise<void>
}
