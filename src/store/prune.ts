import type { Scope } from './scope.ts'
import { ALL, type TableName, type TableRecords } from './tables/index.ts'
import type { IndexDefinition } from './tables/table.ts'

/** Records deleted in one go, so that turns pass in between. */
const PRUNE_SIZE = 1000

/** Deletes all records that the index places before `time`; resolves with how many. */
export async function prune<N extends TableName>(
  scope: Scope,
  name: N,
  index: IndexDefinition<TableRecords[N]>,
  time: number,
): Promise<number> {
  let total = 0
  for (;;) {
    const deleted = await scope.write((views) => {
      const table = views[name]
      const keys = table.keys(index, { group: ALL, before: time, limit: PRUNE_SIZE })
      for (const key of keys) table.set(key, undefined)
      return keys.length
    })
    total += deleted
    if (deleted < PRUNE_SIZE) return total
  }
}
