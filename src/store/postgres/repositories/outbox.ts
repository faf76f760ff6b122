import { sql } from 'kysely'
import { CHANNELS } from '../../../core/index.ts'
import type { OutboxRepository } from '../../../ports/index.ts'
import { type Codec, excluded, toJson, toRecord } from '../rows.ts'
import type { Scope } from '../scope.ts'

export const outbox: Codec<'outbox'> = {
  toRow: ({ unasked, ...record }) => ({
    ...{ reason: null, questionId: null, announcement: null },
    ...record,
    unasked: toJson(unasked),
  }),
  fromRow: toRecord,
  keyOf: ({ id }) => id,
}

export function createOutboxRepository({ run }: Scope): OutboxRepository {
  return {
    add: (record) =>
      run(async (db) => {
        const row = outbox.toRow(record, record.id)
        await db
          .insertInto('outbox')
          .values(row)
          .onConflict((conflict) => conflict.column('id').doUpdateSet(excluded(row)))
          .execute()
      }),
    // A message erased while it was being sent stays erased.
    put: (record) =>
      run(async (db) => {
        const row = outbox.toRow(record, record.id)
        await db.updateTable('outbox').set(row).where('id', '=', record.id).execute()
      }),
    find: (id) =>
      run(async (db) => {
        const query = db.selectFrom('outbox').selectAll().where('id', '=', id)
        const row = await query.executeTakeFirst()
        return row && outbox.fromRow(row)
      }),
    delete: (id) =>
      run(async (db) => {
        await db.deleteFrom('outbox').where('id', '=', id).execute()
      }),
    listDue: (now, limit, channels = CHANNELS) =>
      run(async (db) => {
        if (channels.length === 0) return []
        const rows = await db
          .selectFrom('outbox')
          .selectAll()
          .where('state', '=', 'waiting')
          .where('dueAt', '<=', now)
          .where('channel', 'in', channels)
          .orderBy('dueAt')
          .orderBy('id')
          .limit(limit)
          .execute()
        return rows.map(outbox.fromRow)
      }),
    listOf: (person) =>
      run(async (db) => {
        const rows = await db
          .selectFrom('outbox')
          .selectAll()
          .where('person', '=', person)
          .where('state', '=', 'waiting')
          .orderBy('id')
          .execute()
        return rows.map(outbox.fromRow)
      }),
    listFailed: (limit) =>
      run(async (db) => {
        const rows = await db
          .selectFrom('outbox')
          .selectAll()
          .where('state', '=', 'failed')
          .orderBy('createdAt', 'desc')
          .orderBy('id', 'desc')
          .limit(limit)
          .execute()
        return rows.map(outbox.fromRow)
      }),
    deleteOf: (person) =>
      run(async (db) => {
        const query = db.deleteFrom('outbox').where('person', '=', person)
        return Number((await query.executeTakeFirst()).numDeletedRows)
      }),
    prune: (time) =>
      run(async (db) => {
        const query = db
          .deleteFrom('outbox')
          .where('state', '=', 'failed')
          .where('createdAt', '<', time)
        return Number((await query.executeTakeFirst()).numDeletedRows)
      }),
    count: () =>
      run((db) =>
        db
          .selectFrom('outbox')
          .select([
            sql<number>`count(*) filter (where state = 'waiting')`.as('waiting'),
            sql<number>`count(*) filter (where state = 'failed')`.as('failed'),
          ])
          .executeTakeFirstOrThrow(),
      ),
  }
}
