import { afterAll, describe } from 'vitest'
import { silentLogger } from '../../../src/ports/index.ts'
import { openPostgresStore } from '../../../src/store/postgres/index.ts'
import { createDatabase } from '../../support/postgres/database.ts'
import { storeContract } from '../contract.ts'

const database = await createDatabase()
const open = () => openPostgresStore({ url: database?.url ?? '', logger: silentLogger })

describe.skipIf(database === undefined)('PostgreSQL', () => {
  afterAll(() => database?.drop())

  storeContract('postgres', async () => ({
    open,
    reopen: open,
    dispose: async () => database?.clear(),
  }))
})
