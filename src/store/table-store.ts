import { DalilError } from '../errors.ts'
import type { Repositories, Signal, Store } from '../ports/index.ts'
import { createLines } from './lines.ts'
import { createListeners, createLocalClaims } from './local.ts'
import { createRepositories, ScopedRepositories } from './repositories/index.ts'
import type { Scope } from './scope.ts'
import { createViews, hasChanges, type Tables, type Views } from './tables/index.ts'

/** How a store over tables keeps what was changed. */
export interface TableStoreOptions {
  readonly tables: Tables
  /** Keeps all changes of one transaction or none, and makes them in the tables. */
  readonly commit: (transaction: Views) => Promise<void>
  readonly close: () => Promise<void>
}

/** Creates a store whose records lie in tables. */
export function createTableStore({ tables, commit, close }: TableStoreOptions): Store {
  const unchanged = createViews(tables)
  const lines = createLines()
  const listeners = createListeners()
  const keep = async (views: Views) => {
    if (hasChanges(views)) await commit(views)
  }
  const alone: Scope = {
    read: async (work) => work(unchanged),
    async write(work) {
      const views = createViews(tables)
      const result = work(views)
      await keep(views)
      return result
    },
    tell: async (signal) => listeners.tell(signal),
  }
  const transact = async <T>(work: (kept: Repositories) => Promise<T>): Promise<T> => {
    const views = createViews(tables)
    const signals: Signal[] = []
    let ended = false
    const run = async <R>(call: (views: Views) => R): Promise<R> => {
      if (ended) throw transactionEnded()
      return call(views)
    }
    const tell = (signal: Signal) => run(() => void signals.push(signal))
    try {
      const result = await work(new ScopedRepositories({ read: run, write: run, tell }))
      ended = true
      await keep(views)
      for (const signal of signals) listeners.tell(signal)
      return result
    } finally {
      ended = true
    }
  }
  return {
    ...createRepositories(alone),
    transaction: (work, options = {}) =>
      options.alone === undefined ? transact(work) : lines.run(options.alone, () => transact(work)),
    claims: createLocalClaims(),
    listen: listeners.add,
    close,
  }
}

/** A write that was not awaited would be lost without a word. */
export function transactionEnded(): DalilError {
  return new DalilError(
    'store:transaction_ended',
    'A transaction was used after its work had ended; await every call made inside it.',
  )
}
