import type { OverrideRepository } from '../../../ports/index.ts'
import { type Codec, excluded, toRecord } from '../rows.ts'
import type { Scope } from '../scope.ts'

export const overrides: Codec<'overrides'> = {
  toRow: ({ change, ...record }) => ({
    ...{ reviewedBy: null, publishedBy: null, publishedAt: null },
    ...record,
    ...{ kind: change.kind, target: change.target, change: JSON.stringify(change) },
  }),
  fromRow: ({ kind: _kind, target: _target, ...row }) => toRecord(row),
  keyOf: ({ id }) => id,
}

export function createOverrideRepository({ run }: Scope): OverrideRepository {
  return {
    put: (record) =>
      run(async (db) => {
        const row = overrides.toRow(record, record.id)
        await db
          .insertInto('overrides')
          .values(row)
          .onConflict((conflict) => conflict.column('id').doUpdateSet(excluded(row)))
          .execute()
      }),
    find: (id) =>
      run(async (db) => {
        const query = db.selectFrom('overrides').selectAll().where('id', '=', id)
        const row = await query.executeTakeFirst()
        return row && overrides.fromRow(row)
      }),
    list: ({ limit, state, of }) =>
      run(async (db) => {
        let query = db.selectFrom('overrides').selectAll()
        if (state !== undefined) query = query.where('state', '=', state)
        if (of !== undefined) {
          query = query.where('kind', '=', of.kind).where('target', '=', of.target)
        }
        const rows = await query
          .orderBy('updatedAt', 'desc')
          .orderBy('id', 'desc')
          .limit(limit)
          .execute()
        return rows.map(overrides.fromRow)
      }),
    listPublished: () =>
      run(async (db) => {
        const rows = await db
          .selectFrom('overrides')
          .selectAll()
          .where('state', '=', 'published')
          .orderBy('publishedAt')
          .orderBy('id')
          .execute()
        return rows.map(overrides.fromRow)
      }),
    delete: (id) =>
      run(async (db) => {
        await db.deleteFrom('overrides').where('id', '=', id).execute()
      }),
  }
}
