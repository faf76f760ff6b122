import pg from 'pg'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { type Store, silentLogger } from '../../../src/ports/index.ts'
import {
  createPostgresJobs,
  openPostgresStore,
  type PostgresStoreOptions,
} from '../../../src/store/postgres/index.ts'
import { startPostgres } from '../../support/postgres/server.ts'

const PLACES = 6
const server = await startPostgres({ isCareless: true, connections: PLACES })
const url = server?.url ?? ''
afterAll(() => server?.stop())

const guests: pg.Client[] = []
afterEach(leave)

/** Others take connections until none is left. */
async function crowd(): Promise<void> {
  while (guests.length < PLACES) {
    const guest = new pg.Client({ connectionString: url })
    try {
      await guest.connect()
    } catch {
      return
    }
    guests.push(guest)
  }
}

async function leave(): Promise<void> {
  await Promise.all(guests.splice(0).map((guest) => guest.end()))
}

const open = (options: Partial<PostgresStoreOptions> = {}) =>
  openPostgresStore({ url, logger: silentLogger, patienceMs: 200, ...options })

const CROWDED = {
  code: 'store:crowded',
  message: expect.stringMatching(/has none left \(53300\).*takes up to 13: raise max_connections/u),
}

describe.skipIf(server === undefined)('PostgreSQL without a connection to spare', () => {
  it('is named as what it is when a store is opened, which works once there is one', async () => {
    await crowd()

    await expect(open()).rejects.toMatchObject(CROWDED)

    await leave()
    const store = await open()
    await store.settings.put('a', 'x')
    await store.close()
  })

  it('is named as what it is when a store that is open wants another', async () => {
    const store = await open()
    await store.settings.put('a', 'y')
    const { held, release } = await holdOne(store)
    await crowd()

    await expect(store.settings.find('a')).rejects.toMatchObject(CROWDED)

    release()
    await held
    await leave()
    expect(await store.settings.find('a')).toBe('y')
    await store.close()
  })

  it('is named as what it is when the jobs begin', async () => {
    const store = await open({ connections: 1 })
    const jobs = createPostgresJobs({ url, claims: store.claims, logger: silentLogger })
    await crowd()

    await expect(jobs.start([])).rejects.toMatchObject(CROWDED)

    await leave()
    await jobs.stop()
    await store.close()
  })
})

describe.skipIf(server === undefined)('a process that uses all its connections', () => {
  it('says so, and not that the server is away', async () => {
    const store = await open({ connections: 1, connectMs: 50 })
    const { held, release } = await holdOne(store)

    await expect(store.settings.find('a')).rejects.toMatchObject({
      code: 'store:busy',
      message: expect.stringContaining('all that this process has are in use'),
    })

    release()
    await held
    await expect(store.settings.find('nowhere')).resolves.toBeUndefined()
    await store.close()
  })
})

/** A transaction that keeps its connection until it is let go. */
async function holdOne(store: Store) {
  let release = () => {}
  const gate = new Promise<void>((resolve) => {
    release = resolve
  })
  let held = Promise.resolve()
  await new Promise<void>((begin) => {
    held = store.transaction(async (kept) => {
      await kept.settings.find('a')
      begin()
      await gate
    })
  })
  return { held, release }
}
