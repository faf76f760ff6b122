import { DalilError } from '../errors.ts'
import type { Store } from '../ports/index.ts'
import { createRepositories } from './repositories/index.ts'
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
  }
  return {
    ...createRepositories(alone),
    async transaction(work) {
      const views = createViews(tables)
      let ended = false
      const run = async <T>(call: (views: Views) => T): Promise<T> => {
        if (ended) throw transactionEnded()
        return call(views)
      }
      try {
        const result = await work(createRepositories({ read: run, write: run }))
        ended = true
        await keep(views)
        return result
      } finally {
        ended = true
      }
    },
    close,
  }
}

/** A write that was not awaited would be lost without a word. */
function transactionEnded(): DalilError {
  return new DalilError(
    'store:transaction_ended',
    'A transaction was used after its work had ended; await every call made inside it.',
  )
}
