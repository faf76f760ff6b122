import { afterAll, describe, expect, it } from 'vitest'
import { silentLogger } from '../../../src/ports/index.ts'
import { openPostgresStore } from '../../../src/store/postgres/index.ts'
import { MIGRATIONS } from '../../../src/store/postgres/migrations/index.ts'
import { CODECS } from '../../../src/store/postgres/repositories/index.ts'
import { TABLE_NAMES } from '../../../src/store/tables/index.ts'
import { createDatabase } from '../../support/postgres/database.ts'

const database = await createDatabase()
const url = database?.url ?? ''

describe.skipIf(database === undefined)('the migrations of PostgreSQL', () => {
  afterAll(() => database?.drop())

  it('run once where several processes start at the same time on an empty database', async () => {
    const open = () => openPostgresStore({ url, logger: silentLogger })
    const stores = await Promise.all([open(), open(), open()])
    await Promise.all(stores.map((store) => store.close()))

    const ran = await database?.query('select name from dalil_migrations order by name')
    expect(ran?.map(({ name }) => name)).toEqual(Object.keys(MIGRATIONS))
  })

  it('make a table for everything that is kept', async () => {
    const tables = await database?.query(
      `select tablename from pg_tables where schemaname = 'public'`,
    )
    const names = tables?.map(({ tablename }) => tablename) ?? []

    expect(TABLE_NAMES.filter((name) => !names.includes(name))).toEqual([])
    expect(Object.keys(CODECS).sort()).toEqual([...TABLE_NAMES].sort())
  })

  it('sort every key by its bytes, whatever the language of the server', async () => {
    const keys = await database?.query(
      `select c.table_name || '.' || c.column_name as key, c.collation_name
       from information_schema.columns c
       join information_schema.key_column_usage k using (table_name, column_name)
       where c.table_schema = 'public' and c.data_type = 'text'
         and c.table_name not like 'dalil_migrations%'`,
    )

    expect(keys?.filter(({ collation_name }) => collation_name !== 'C')).toEqual([])
    expect(keys?.length).toBeGreaterThan(10)
  })

  it('refuse a database that a newer Dalil has changed', async () => {
    await database?.query(
      `insert into dalil_migrations (name, timestamp) values ('9999-newer', 'now')`,
    )

    await expect(openPostgresStore({ url, logger: silentLogger })).rejects.toMatchObject({
      code: 'store:newer_format',
    })
  })
})
