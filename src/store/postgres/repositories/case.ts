import type { CaseRepository } from '../../../ports/index.ts'
import { type Codec, excluded, toRecord } from '../rows.ts'
import type { Scope } from '../scope.ts'

export const cases: Codec<'cases'> = {
  toRow: (record) => ({ ...{ assignee: null, note: null }, ...record }),
  fromRow: toRecord,
  keyOf: ({ group }) => group,
}

export function createCaseRepository({ run }: Scope): CaseRepository {
  return {
    put: (record) =>
      run(async (db) => {
        const row = cases.toRow(record, record.group)
        await db
          .insertInto('cases')
          .values(row)
          .onConflict((conflict) => conflict.column('group').doUpdateSet(excluded(row)))
          .execute()
      }),
    find: (group) =>
      run(async (db) => {
        const query = db.selectFrom('cases').selectAll().where('group', '=', group)
        const row = await query.executeTakeFirst()
        return row && cases.fromRow(row)
      }),
    listOf: (assignee, limit) =>
      run(async (db) => {
        const rows = await db
          .selectFrom('cases')
          .selectAll()
          .where('assignee', '=', assignee)
          .orderBy('updatedAt', 'desc')
          .orderBy('group', 'desc')
          .limit(limit)
          .execute()
        return rows.map(cases.fromRow)
      }),
    delete: (group) =>
      run(async (db) => {
        await db.deleteFrom('cases').where('group', '=', group).execute()
      }),
    prune: (time) =>
      run(async (db) => {
        const query = db.deleteFrom('cases').where('updatedAt', '<', time)
        return Number((await query.executeTakeFirst()).numDeletedRows)
      }),
  }
}
