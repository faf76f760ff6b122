import type { CampaignRepository } from '../../../ports/index.ts'
import { type Codec, excluded, toRecord } from '../rows.ts'
import type { Scope } from '../scope.ts'

export const campaigns: Codec<'campaigns'> = {
  toRow: (record) => ({ ...{ topic: null, place: null, flow: null, until: null }, ...record }),
  fromRow: toRecord,
  keyOf: ({ code }) => code,
}

export function createCampaignRepository({ run }: Scope): CampaignRepository {
  return {
    put: (record) =>
      run(async (db) => {
        const row = campaigns.toRow(record, record.code)
        await db
          .insertInto('campaigns')
          .values(row)
          .onConflict((conflict) => conflict.column('code').doUpdateSet(excluded(row)))
          .execute()
      }),
    find: (code) =>
      run(async (db) => {
        const query = db.selectFrom('campaigns').selectAll().where('code', '=', code)
        const row = await query.executeTakeFirst()
        return row && campaigns.fromRow(row)
      }),
    list: () =>
      run(async (db) => {
        const rows = await db
          .selectFrom('campaigns')
          .selectAll()
          .orderBy('createdAt', 'desc')
          .orderBy('code', 'desc')
          .execute()
        return rows.map(campaigns.fromRow)
      }),
  }
}
