import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Signal, type Store, silentLogger } from '../../../src/ports/index.ts'
import { openPostgresStore } from '../../../src/store/postgres/index.ts'
import { createDatabase } from '../../support/postgres/database.ts'
import { AMINA, outgoing, person } from '../records.ts'

const database = await createDatabase()
const url = database?.url ?? ''

/** Ends the connections of all others to the database, as a restart of the server does. */
const cut = () =>
  database?.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()`,
  )

describe.skipIf(database === undefined)('PostgreSQL that goes away', () => {
  let store: Store

  beforeEach(async () => {
    store = await openPostgresStore({ url, logger: silentLogger })
  })

  afterEach(async () => {
    await store.close()
    await database?.clear()
  })

  afterAll(() => database?.drop())

  it('is not noticed by who reads and writes afterwards', async () => {
    await store.people.put(person('amina'))
    await cut()
    const [count] = await Promise.all([store.people.count(), store.people.put(person('bilal'))])

    expect(count).toBeGreaterThan(0)
    expect(await store.people.count()).toBe(2)
  })

  it('in the middle of a transaction makes it run again, and keep all of it once', async () => {
    let runs = 0
    await store.transaction(
      async (kept) => {
        runs += 1
        await kept.people.put(person('amina'))
        await kept.figures.increment({ day: '2026-03-31', event: 'answered', facets: {} })
        if (runs === 1) await cut()
        await kept.outbox.add(outgoing('1'))
      },
      { alone: AMINA },
    )

    expect(runs).toBe(2)
    expect(await store.outbox.count()).toEqual({ waiting: 1, failed: 0 })
    expect(await store.figures.list('2026-03-31', '2026-03-31')).toMatchObject([{ count: 1 }])
  })

  it('leaves nothing locked behind', async () => {
    const broken = store.transaction(
      async () => {
        await cut()
        throw new Error('broken')
      },
      { alone: AMINA },
    )
    await expect(broken).rejects.toThrow('broken')

    await store.transaction(async (kept) => kept.people.put(person('amina')), { alone: AMINA })
    expect(await store.people.count()).toBe(1)
  })

  it('is told to who listens, once signals are heard again', async () => {
    const heard: Signal[] = []
    store.listen((signal) => heard.push(signal))
    await cut()
    await vi.waitFor(() => expect(heard).toEqual([{ type: 'gap' }]), { timeout: 5000 })
    await store.signals.send({ type: 'question' })

    await vi.waitFor(() => expect(heard).toEqual([{ type: 'gap' }, { type: 'question' }]))
  })

  it('does not keep what stands in each other’s way from being kept', async () => {
    const both = (first: string, second: string) =>
      store.transaction(async (kept) => {
        await kept.settings.put(first, 'x')
        await new Promise((resolve) => setTimeout(resolve, 20))
        await kept.settings.put(second, 'y')
      })
    await Promise.all([both('a', 'b'), both('b', 'a')])

    expect([await store.settings.find('a'), await store.settings.find('b')].sort()).not.toContain(
      undefined,
    )
  })
})

describe.skipIf(database === undefined)('PostgreSQL that cannot be used', () => {
  const openAt = (change: (address: URL) => void) => {
    const address = new URL(url)
    change(address)
    return openPostgresStore({ url: address.href, logger: silentLogger, patienceMs: 200 })
  }

  it('says that a server cannot be reached, and never the password', async () => {
    const opened = openAt((address) => {
      address.password = 'secret'
      address.port = '1'
    })

    await expect(opened).rejects.toMatchObject({
      code: 'store:unavailable',
      message: expect.stringContaining('Check that it runs and that DATABASE_URL leads to it'),
    })
    await expect(opened).rejects.not.toMatchObject({ message: expect.stringContaining('secret') })
  })

  it('says that there is no such database', async () => {
    const opened = openAt((address) => {
      address.pathname = '/dalil_nowhere'
    })

    await expect(opened).rejects.toMatchObject({
      code: 'store:refused',
      message: expect.stringContaining('Check user, password and database'),
    })
  })
})
