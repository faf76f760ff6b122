import { sql } from 'kysely'
import type { SubscriptionRepository } from '../../../ports/index.ts'
import { type Codec, excluded, toRecord } from '../rows.ts'
import type { Scope } from '../scope.ts'

export const subscriptions: Codec<'subscriptions'> = {
  toRow: (record) => ({ last: null, ...record }),
  fromRow: toRecord,
  keyOf: ({ id }) => id,
}

export function createSubscriptionRepository({ run }: Scope): SubscriptionRepository {
  return {
    put: (record) =>
      run(async (db) => {
        const row = subscriptions.toRow(record, record.id)
        await db
          .insertInto('subscriptions')
          .values(row)
          .onConflict((conflict) => conflict.column('id').doUpdateSet(excluded(row)))
          .execute()
      }),
    find: (id) =>
      run(async (db) => {
        const query = db.selectFrom('subscriptions').selectAll().where('id', '=', id)
        const row = await query.executeTakeFirst()
        return row && subscriptions.fromRow(row)
      }),
    delete: (id) =>
      run(async (db) => {
        await db.deleteFrom('subscriptions').where('id', '=', id).execute()
      }),
    listOf: (person) =>
      run(async (db) => {
        const rows = await db
          .selectFrom('subscriptions')
          .selectAll()
          .where('person', '=', person)
          .orderBy('createdAt')
          .orderBy('id')
          .execute()
        return rows.map(subscriptions.fromRow)
      }),
    listIn: (list, { limit, after }) =>
      run(async (db) => {
        let query = db.selectFrom('subscriptions').selectAll().where('list', '=', list)
        if (after !== undefined) {
          const place = sql`(${after.createdAt}::bigint, ${after.id}::text collate "C")`
          query = query.where(sql<boolean>`(created_at, id) > ${place}`)
        }
        const rows = await query.orderBy('createdAt').orderBy('id').limit(limit).execute()
        return rows.map(subscriptions.fromRow)
      }),
    countIn: (list) =>
      run(async (db) => {
        const { count } = await db
          .selectFrom('subscriptions')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('list', '=', list)
          .executeTakeFirstOrThrow()
        return count
      }),
    deleteOf: (person) =>
      run(async (db) => {
        const query = db.deleteFrom('subscriptions').where('person', '=', person)
        return Number((await query.executeTakeFirst()).numDeletedRows)
      }),
  }
}
