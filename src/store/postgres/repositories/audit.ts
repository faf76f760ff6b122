import { sql } from 'kysely'
import type { AuditRepository } from '../../../ports/index.ts'
import { type Codec, toRecord } from '../rows.ts'
import type { Scope } from '../scope.ts'

export const audit: Codec<'audit'> = {
  toRow: (record) => ({ ...{ target: null, role: null }, ...record }),
  fromRow: toRecord,
  keyOf: ({ id }) => id,
}

export function createAuditRepository({ run }: Scope): AuditRepository {
  return {
    add: (record) =>
      run(async (db) => {
        await db
          .insertInto('audit')
          .values(audit.toRow(record, record.id))
          .onConflict((conflict) => conflict.column('id').doNothing())
          .execute()
      }),
    list: ({ limit, before }) =>
      run(async (db) => {
        let query = db.selectFrom('audit').selectAll()
        if (before !== undefined) {
          const last = sql`(select at, id from audit where id = ${before})`
          query = query.where(sql<boolean>`(at, id) < ${last}`)
        }
        const rows = await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute()
        return rows.map(audit.fromRow)
      }),
  }
}
