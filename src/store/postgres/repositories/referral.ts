import type { ReferralRepository } from '../../../ports/index.ts'
import { type Codec, excluded, toRecord } from '../rows.ts'
import type { Scope } from '../scope.ts'

export const referrals: Codec<'referrals'> = {
  toRow: (record) => ({
    ...{ askAt: null, partnerSays: null, personSays: null, saidAt: null, silent: null },
    ...record,
  }),
  fromRow: toRecord,
  keyOf: ({ id }) => id,
}

export function createReferralRepository({ run }: Scope): ReferralRepository {
  return {
    put: (record) =>
      run(async (db) => {
        const row = referrals.toRow(record, record.id)
        await db
          .insertInto('referrals')
          .values(row)
          .onConflict((conflict) => conflict.column('id').doUpdateSet(excluded(row)))
          .execute()
      }),
    find: (id) =>
      run(async (db) => {
        const query = db.selectFrom('referrals').selectAll().where('id', '=', id)
        const row = await query.executeTakeFirst()
        return row && referrals.fromRow(row)
      }),
    findByCode: (code) =>
      run(async (db) => {
        const row = await db
          .selectFrom('referrals')
          .selectAll()
          .where('code', '=', code)
          .orderBy('createdAt', 'desc')
          .orderBy('id', 'desc')
          .limit(1)
          .executeTakeFirst()
        return row && referrals.fromRow(row)
      }),
    listOf: (person) =>
      run(async (db) => {
        const rows = await db
          .selectFrom('referrals')
          .selectAll()
          .where('person', '=', person)
          .orderBy('createdAt')
          .orderBy('id')
          .execute()
        return rows.map(referrals.fromRow)
      }),
    list: ({ limit, partner, before }) =>
      run(async (db) => {
        let query = db.selectFrom('referrals').selectAll()
        if (partner !== undefined) query = query.where('partner', '=', partner)
        if (before !== undefined) query = query.where('createdAt', '<', before)
        const rows = await query
          .orderBy('createdAt', 'desc')
          .orderBy('id', 'desc')
          .limit(limit)
          .execute()
        return rows.map(referrals.fromRow)
      }),
    listDue: (now, limit) =>
      run(async (db) => {
        const rows = await db
          .selectFrom('referrals')
          .selectAll()
          .where('askAt', '<=', now)
          .orderBy('askAt')
          .orderBy('id')
          .limit(limit)
          .execute()
        return rows.map(referrals.fromRow)
      }),
    listSilent: () =>
      run(async (db) => {
        const rows = await db
          .selectFrom('referrals')
          .selectAll()
          .where('silent', 'is not', null)
          .orderBy('saidAt')
          .orderBy('id')
          .execute()
        return rows.map(referrals.fromRow)
      }),
    tally: () =>
      run(async (db) => {
        const rows = await db
          .selectFrom('referrals')
          .select(['partner', 'partnerSays', 'personSays'])
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .groupBy(['partner', 'partnerSays', 'personSays'])
          .execute()
        return rows.map(({ partner, partnerSays, personSays, count }) => ({
          partner,
          ...(partnerSays === null ? {} : { partnerSays }),
          ...(personSays === null ? {} : { personSays }),
          count,
        }))
      }),
    deleteOf: (person) =>
      run(async (db) => {
        const query = db.deleteFrom('referrals').where('person', '=', person)
        return Number((await query.executeTakeFirst()).numDeletedRows)
      }),
    prune: (time) =>
      run(async (db) => {
        const query = db.deleteFrom('referrals').where('createdAt', '<', time)
        return Number((await query.executeTakeFirst()).numDeletedRows)
      }),
  }
}
