import { sql } from 'kysely'
import type { FigureKey } from '../../../core/index.ts'
import type { FigureRepository } from '../../../ports/index.ts'
import type { Db } from '../database.ts'
import type { Codec } from '../rows.ts'
import type { Scope } from '../scope.ts'

/**
 * A count is spread over so many rows, one a connection: else all turns that count the same would
 * wait for each other's commits.
 */
const SHARDS = 32

export const figures: Codec<'figures'> = {
  toRow: ({ day, event, facets, count }) => ({
    ...{ day, event, count, shard: 0 },
    facets: JSON.stringify(sorted(facets)),
  }),
  fromRow: ({ day, event, facets, count }) => ({ day, event, facets: JSON.parse(facets), count }),
  keyOf: ({ day, event, facets }) => JSON.stringify([day, event, JSON.parse(facets)]),
}

export function createFigureRepository(scope: Scope): FigureRepository {
  return {
    increment: (key, by = 1) => scope.count(key, by),
    async list(fromDay, toDay) {
      await scope.settleCounts()
      return scope.run(async (db) => {
        const rows = await db
          .selectFrom('figures')
          .select(['day', 'event', 'facets', sql<number>`sum(count)::bigint`.as('count')])
          .where('day', '>=', fromDay)
          .where('day', '<=', toDay)
          .groupBy(['day', 'event', 'facets'])
          .orderBy('day')
          .orderBy('event')
          .orderBy('facets')
          .execute()
        return rows.map((row) => figures.fromRow({ ...row, shard: 0 }))
      })
    },
  }
}

/** Counts that are not written yet. */
export interface Counts {
  add(key: FigureKey, by: number): void
  /** Writes all in one order, so that two transactions cannot wait for each other. */
  settle(db: Db): Promise<void>
}

/** Creates counts, none yet. */
export function createCounts(): Counts {
  const waiting = new Map<string, { readonly key: FigureKey; by: number }>()
  return {
    add(key, by) {
      const { day, event } = key
      const facets = sorted(key.facets)
      const name = JSON.stringify([day, event, facets])
      const found = waiting.get(name)
      if (found === undefined) waiting.set(name, { key: { day, event, facets }, by })
      else found.by += by
    },
    async settle(db) {
      if (waiting.size === 0) return
      const sortedByName = [...waiting].sort(([a], [b]) => (a < b ? -1 : 1))
      const rows = sortedByName.map(([, { key, by }]) => ({
        ...figures.toRow({ ...key, count: by }, ''),
        shard: sql<number>`pg_backend_pid() % ${SHARDS}::integer`,
      }))
      waiting.clear()
      await db
        .insertInto('figures')
        .values(rows)
        .onConflict((conflict) =>
          conflict
            .columns(['day', 'event', 'facets', 'shard'])
            .doUpdateSet({ count: sql<number>`figures.count + excluded.count` }),
        )
        .execute()
    },
  }
}

function sorted(facets: FigureKey['facets']): FigureKey['facets'] {
  const entries = Object.entries(facets)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}
