import type { PersonRepository } from '../../../ports/index.ts'
import { type Codec, excluded, toRecord } from '../rows.ts'
import type { Scope } from '../scope.ts'

export const people: Codec<'people'> = {
  toRow: (record) => record,
  fromRow: toRecord,
  keyOf: ({ id }) => id,
}

export function createPersonRepository({ run }: Scope): PersonRepository {
  return {
    find: (id) =>
      run(async (db) => {
        const query = db.selectFrom('people').selectAll().where('id', '=', id)
        const row = await query.executeTakeFirst()
        return row && people.fromRow(row)
      }),
    put: (record) =>
      run(async (db) => {
        await db
          .insertInto('people')
          .values(record)
          .onConflict((conflict) => conflict.column('id').doUpdateSet(excluded(record)))
          .execute()
      }),
    delete: (id) =>
      run(async (db) => {
        await db.deleteFrom('people').where('id', '=', id).execute()
      }),
    count: () =>
      run(async (db) => {
        const { count } = await db
          .selectFrom('people')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow()
        return count
      }),
    listIdle: (time, limit) =>
      run(async (db) => {
        const rows = await db
          .selectFrom('people')
          .selectAll()
          .where('lastSeenAt', '<', time)
          .orderBy('lastSeenAt')
          .orderBy('id')
          .limit(limit)
          .execute()
        return rows.map(people.fromRow)
      }),
  }
}
