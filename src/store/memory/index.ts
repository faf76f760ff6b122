import { DalilError } from '../../errors.ts'
import type { Store } from '../../ports/index.ts'
import { createTableStore } from '../table-store.ts'
import { Batch, createTables } from '../tables/index.ts'

/**
 * Creates a store that keeps nothing on disk: for tests, for trying things out, and as the shortest
 * way to see what a store promises.
 *
 * @example
 * const store = createMemoryStore()
 */
export function createMemoryStore(): Store {
  const tables = createTables()
  let closed = false
  return createTableStore({
    tables,
    async commit(transaction) {
      if (closed)
        throw new DalilError('store:closed', 'The store was closed; nothing more is kept.')
      const batch = new Batch(tables)
      batch.add(transaction)
      batch.settle()
    },
    async close() {
      closed = true
    },
  })
}
