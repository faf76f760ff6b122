import type { StaffRepository } from '../../../ports/index.ts'
import { type Codec, excluded, toJson, toRecord } from '../rows.ts'
import type { Scope } from '../scope.ts'
import { createStaffEntryRepository } from './staff-entry.ts'

export const staff: Codec<'staff'> = {
  toRow: ({ totp, ...record }) => ({ ...record, totp: toJson(totp) }),
  fromRow: toRecord,
  keyOf: ({ id }) => id,
}

export function createStaffRepository(scope: Scope): StaffRepository {
  const { run } = scope
  return {
    ...createStaffEntryRepository(scope),
    put: (record) =>
      run(async (db) => {
        const row = staff.toRow(record, record.id)
        await db
          .insertInto('staff')
          .values(row)
          .onConflict((conflict) => conflict.column('id').doUpdateSet(excluded(row)))
          .execute()
      }),
    find: (id) =>
      run(async (db) => {
        const query = db.selectFrom('staff').selectAll().where('id', '=', id)
        const row = await query.executeTakeFirst()
        return row && staff.fromRow(row)
      }),
    findByName: (name) =>
      run(async (db) => {
        const query = db.selectFrom('staff').selectAll().where('name', '=', name)
        const row = await query.executeTakeFirst()
        return row && staff.fromRow(row)
      }),
    list: () =>
      run(async (db) => {
        const rows = await db
          .selectFrom('staff')
          .selectAll()
          .orderBy('createdAt')
          .orderBy('id')
          .execute()
        return rows.map(staff.fromRow)
      }),
  }
}
