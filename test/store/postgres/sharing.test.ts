import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  type Repositories,
  type Signal,
  type Store,
  silentLogger,
} from '../../../src/ports/index.ts'
import { openPostgresStore } from '../../../src/store/postgres/index.ts'
import { createDatabase } from '../../support/postgres/database.ts'
import { AMINA } from '../records.ts'

const database = await createDatabase()
const LEASE_MS = 150

describe.skipIf(database === undefined)('processes that share a database', () => {
  let a: Store
  let b: Store

  const open = () =>
    openPostgresStore({ url: database?.url ?? '', logger: silentLogger, leaseMs: LEASE_MS })

  beforeEach(async () => {
    ;[a, b] = await Promise.all([open(), open()])
  })

  afterEach(async () => {
    await Promise.all([a.close(), b.close()])
    await database?.clear()
  })

  afterAll(() => database?.drop())

  describe('transactions alone', () => {
    it('come one after the other, and see what those before wrote', async () => {
      const add = async (kept: Repositories) => {
        const count = Number((await kept.settings.find('count')) ?? '0')
        await kept.settings.put('count', String(count + 1))
      }
      await Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          (at % 2 === 0 ? a : b).transaction(add, { alone: 'key' }),
        ),
      )

      expect(await a.settings.find('count')).toBe('20')
    })

    it('handle a delivery that came to both once', async () => {
      const handled: string[] = []
      const handle = (name: string) => async (kept: Repositories) => {
        if (await kept.deliveries.has('d-1')) return
        await kept.deliveries.add('d-1', 1000)
        handled.push(name)
      }
      await Promise.all([
        a.transaction(handle('a'), { alone: AMINA }),
        b.transaction(handle('b'), { alone: AMINA }),
      ])

      expect(handled).toHaveLength(1)
    })

    it('leave connections to others while many wait for one key', async () => {
      let release = () => {}
      const held = new Promise<void>((resolve) => {
        release = resolve
      })
      const waiting = Array.from({ length: 50 }, () => a.transaction(() => held, { alone: 'key' }))
      await a.settings.put('name', 'kept')
      release()
      await Promise.all(waiting)

      expect(await b.settings.find('name')).toBe('kept')
    })
  })

  describe('claims', () => {
    it('are somebody else’s until they let go', async () => {
      const order: string[] = []
      let release = () => {}
      const held = new Promise<void>((resolve) => {
        release = resolve
      })
      const first = a.claims.run('key', () => held.then(() => void order.push('a')))
      await vi.waitFor(async () =>
        expect(await database?.query('select 1 from claims')).toHaveLength(1),
      )
      const ifFree = await b.claims.run('key', async () => {}, { ifFree: true })
      const second = b.claims.run('key', async () => void order.push('b'))
      release()
      await Promise.all([first, second])

      expect(ifFree).toBe(false)
      expect(order).toEqual(['a', 'b'])
    })

    it('outlast their lease while their process lives', async () => {
      const held: boolean[] = []
      await a.claims.run('key', async (claim) => {
        await new Promise((resolve) => setTimeout(resolve, 3 * LEASE_MS))
        held.push(claim.holds())
        held.push(await b.claims.run('key', async () => {}, { ifFree: true }))
      })

      expect(held).toEqual([true, false])
    })

    it('of a process that died are taken over when their lease has run out', async () => {
      await database?.query(
        `insert into claims values ('key', 'dead', clock_timestamp() + interval '100 ms')`,
      )

      expect(await b.claims.run('key', async () => {}, { ifFree: true })).toBe(false)
      expect(await b.claims.run('key', async () => {})).toBe(true)
    })

    it('are lost, and say so, when somebody else has taken them', async () => {
      const held: boolean[] = []
      await a.claims.run('key', async (claim) => {
        await database?.query(`update claims set holder = 'other'`)
        await vi.waitFor(() => expect(claim.holds()).toBe(false))
        held.push(claim.holds())
      })

      expect(held).toEqual([false])
      expect(await database?.query('select holder from claims')).toEqual([{ holder: 'other' }])
    })
  })

  it('hear what the others tell', async () => {
    const heard: Signal[] = []
    b.listen((signal) => heard.push(signal))
    await a.signals.send({ type: 'shown', person: AMINA, ids: ['1'] })
    await a.signals.send({ type: 'away', person: AMINA })

    await vi.waitFor(() =>
      expect(heard).toEqual([
        { type: 'shown', person: AMINA, ids: ['1'] },
        { type: 'away', person: AMINA },
      ]),
    )
  })
})
