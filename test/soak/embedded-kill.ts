import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { judge, type Scenario } from './scenario.ts'
import { createCrowd } from './support/crowd.ts'
import { startDalil } from './support/dalil.ts'

const MESSAGES = 30

/** The one process of the embedded store ends without a word while people write, and starts again. */
export const embeddedKill: Scenario = {
  name: 'embedded-kill',
  about: 'kill -9 of the process of the embedded store, under load',
  brief: 2,
  long: 20,
  async run({ rounds, say }) {
    const dir = mkdtempSync(join(tmpdir(), 'dalil-soak-'))
    let running = await startDalil({ DATA_DIR: dir })
    try {
      const crowd = await createCrowd(() => [running.url])
      for (let round = 1; round <= rounds; round += 1) {
        await crowd.writeThrough(MESSAGES, async () => {
          await running.kill()
          running = await startDalil({ DATA_DIR: dir })
        })
        say(`kill ${round}: ${crowd.seen().acknowledged} messages acknowledged so far`)
      }
      await crowd.settle(60_000)
      await crowd.close()
      return judge(crowd.seen(), `, ${rounds} kills`)
    } finally {
      await running.stop()
      rmSync(dir, { recursive: true, force: true })
    }
  },
}
