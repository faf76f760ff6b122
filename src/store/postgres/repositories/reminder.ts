import type { ReminderRepository } from '../../../ports/index.ts'
import { type Codec, excluded, toRecord } from '../rows.ts'
import type { Scope } from '../scope.ts'

export const reminders: Codec<'reminders'> = {
  toRow: (record) => record,
  fromRow: toRecord,
  keyOf: ({ id }) => id,
}

export function createReminderRepository({ run }: Scope): ReminderRepository {
  return {
    put: (record) =>
      run(async (db) => {
        await db
          .insertInto('reminders')
          .values(record)
          .onConflict((conflict) => conflict.column('id').doUpdateSet(excluded(record)))
          .execute()
      }),
    find: (id) =>
      run(async (db) => {
        const query = db.selectFrom('reminders').selectAll().where('id', '=', id)
        const row = await query.executeTakeFirst()
        return row && reminders.fromRow(row)
      }),
    delete: (id) =>
      run(async (db) => {
        const query = db.deleteFrom('reminders').where('id', '=', id)
        return (await query.executeTakeFirst()).numDeletedRows > 0
      }),
    listOf: (person) =>
      run(async (db) => {
        const rows = await db
          .selectFrom('reminders')
          .selectAll()
          .where('person', '=', person)
          .orderBy('dueAt')
          .orderBy('id')
          .execute()
        return rows.map(reminders.fromRow)
      }),
    listDue: (now, limit) =>
      run(async (db) => {
        const rows = await db
          .selectFrom('reminders')
          .selectAll()
          .where('dueAt', '<=', now)
          .orderBy('dueAt')
          .orderBy('id')
          .limit(limit)
          .execute()
        return rows.map(reminders.fromRow)
      }),
    deleteOf: (person) =>
      run(async (db) => {
        const query = db.deleteFrom('reminders').where('person', '=', person)
        return Number((await query.executeTakeFirst()).numDeletedRows)
      }),
  }
}
