import type { AnnouncementRepository } from '../../../ports/index.ts'
import { type Codec, excluded, toRecord } from '../rows.ts'
import type { Scope } from '../scope.ts'

export const announcements: Codec<'announcements'> = {
  toRow: ({ audience, texts, ...record }) => ({
    ...{ approvedBy: null, approvedAt: null, queuedAt: null },
    ...record,
    ...{ audience: JSON.stringify(audience), texts: JSON.stringify(texts) },
  }),
  fromRow: toRecord,
  keyOf: ({ id }) => id,
}

export function createAnnouncementRepository({ run }: Scope): AnnouncementRepository {
  return {
    put: (record) =>
      run(async (db) => {
        const row = announcements.toRow(record, record.id)
        await db
          .insertInto('announcements')
          .values(row)
          .onConflict((conflict) => conflict.column('id').doUpdateSet(excluded(row)))
          .execute()
      }),
    find: (id) =>
      run(async (db) => {
        const query = db.selectFrom('announcements').selectAll().where('id', '=', id)
        const row = await query.executeTakeFirst()
        return row && announcements.fromRow(row)
      }),
    delete: (id) =>
      run(async (db) => {
        await db.deleteFrom('announcements').where('id', '=', id).execute()
      }),
    list: (limit) =>
      run(async (db) => {
        const rows = await db
          .selectFrom('announcements')
          .selectAll()
          .orderBy('createdAt', 'desc')
          .orderBy('id', 'desc')
          .limit(limit)
          .execute()
        return rows.map(announcements.fromRow)
      }),
    listSending: () =>
      run(async (db) => {
        const rows = await db
          .selectFrom('announcements')
          .selectAll()
          .where('state', '=', 'sending')
          .orderBy('approvedAt')
          .orderBy('id')
          .execute()
        return rows.map(announcements.fromRow)
      }),
  }
}
