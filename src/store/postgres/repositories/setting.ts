import type { SettingRepository } from '../../../ports/index.ts'
import { type Codec, excluded } from '../rows.ts'
import type { Scope } from '../scope.ts'

export const settings: Codec<'settings'> = {
  toRow: (value, name) => ({ name, value }),
  fromRow: ({ value }) => value,
  keyOf: ({ name }) => name,
}

export function createSettingRepository({ run }: Scope): SettingRepository {
  return {
    find: (name) =>
      run(async (db) => {
        const query = db.selectFrom('settings').select('value').where('name', '=', name)
        return (await query.executeTakeFirst())?.value
      }),
    put: (name, value) =>
      run(async (db) => {
        const row = { name, value }
        await db
          .insertInto('settings')
          .values(row)
          .onConflict((conflict) => conflict.column('name').doUpdateSet(excluded(row)))
          .execute()
      }),
    delete: (name) =>
      run(async (db) => {
        await db.deleteFrom('settings').where('name', '=', name).execute()
      }),
  }
}
