import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../support/postgres/server.ts'
import { judge, type Scenario } from './scenario.ts'
import { createCrowd } from './support/crowd.ts'
import { type DalilProcess, startDalil } from './support/dalil.ts'

/** Everybody writes so many messages for each kill. */
const MESSAGES = 15

/** Two processes over one database; the one, then the other, ends without a word while people write. */
export const postgresKill: Scenario = {
  name: 'postgres-kill',
  about: 'kill -9 of two processes on PostgreSQL in turn, under load',
  brief: 2,
  long: 20,
  async run({ rounds, say }) {
    const server = await startPostgres()
    if (server === undefined) return { type: 'not run', says: 'no PostgreSQL for this platform' }
    const dir = mkdtempSync(join(tmpdir(), 'dalil-soak-'))
    const start = () => startDalil({ DATABASE_URL: server.url, DATA_DIR: dir })
    const running = new Set<DalilProcess>()
    try {
      running.add(await start())
      running.add(await start())
      const crowd = await createCrowd(() => [...running].map(({ url }) => url))
      for (let round = 1; round <= rounds; round += 1) {
        await crowd.writeThrough(MESSAGES, async () => {
          const [victim] = running
          if (victim !== undefined) running.delete(victim)
          await victim?.kill()
          running.add(await start())
        })
        say(`kill ${round}: ${crowd.seen().acknowledged} messages acknowledged so far`)
      }
      await crowd.settle(60_000)
      await crowd.close()
      return judge(crowd.seen(), `, ${rounds} kills`)
    } finally {
      await Promise.all([...running].map((one) => one.stop()))
      await server.stop()
      rmSync(dir, { recursive: true, force: true })
    }
  },
}
