import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startPostgres } from '../support/postgres/server.ts'
import { judge, type Scenario } from './scenario.ts'
import { createCrowd } from './support/crowd.ts'
import { startDalil } from './support/dalil.ts'

const MESSAGES = 15

/** The database goes away and comes back while people write, in order and as in a power cut. */
export const postgresRestart: Scenario = {
  name: 'postgres-restart',
  about: 'PostgreSQL stopped and started under load, in order and at once',
  brief: 2,
  long: 20,
  async run({ rounds, say }) {
    const server = await startPostgres()
    if (server === undefined) return { type: 'not run', says: 'no PostgreSQL for this platform' }
    const dir = mkdtempSync(join(tmpdir(), 'dalil-soak-'))
    const settings = { DATABASE_URL: server.url, DATA_DIR: dir }
    const running = [await startDalil(settings), await startDalil(settings)]
    try {
      const crowd = await createCrowd(() => running.map(({ url }) => url))
      for (let round = 1; round <= rounds; round += 1) {
        await crowd.writeThrough(MESSAGES, async () => {
          await server.halt(round % 2 === 0 ? 'in order' : 'at once')
          await pause(randomInt(100, 3000))
          await server.resume()
        })
        say(`restart ${round}: ${crowd.seen().acknowledged} messages acknowledged so far`)
      }
      await crowd.settle(60_000)
      await crowd.close()
      return judge(crowd.seen(), `, ${rounds} restarts`)
    } finally {
      await Promise.all(running.map((one) => one.stop()))
      await server.stop()
      rmSync(dir, { recursive: true, force: true })
    }
  },
}
