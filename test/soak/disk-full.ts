import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { judge, type Scenario } from './scenario.ts'
import { createCrowd } from './support/crowd.ts'
import { startDalil } from './support/dalil.ts'
import { createTinyDisk } from './support/tiny-disk.ts'

const MESSAGES = 15
const MEGABYTES = 24
/** The sweep comes by several times while nothing can be written. */
const FULL_MS = 3000

/** The disk of the embedded store runs full while people write, and has room again. */
export const diskFull: Scenario = {
  name: 'disk-full',
  about: 'the disk of the embedded store runs full under load (a small tmpfs)',
  brief: 1,
  long: 10,
  async run({ rounds, say }) {
    const disk = createTinyDisk(MEGABYTES)
    if (disk === undefined) return { type: 'not run', says: 'this user may not mount a tmpfs' }
    const running = await startDalil({ DATA_DIR: join(disk.dir, 'data'), BACKUP_DAYS: '0' })
    try {
      const crowd = await createCrowd(() => [running.url])
      for (let round = 1; round <= rounds; round += 1) {
        await crowd.writeThrough(MESSAGES, async () => {
          disk.fill()
          await pause(FULL_MS)
          disk.free()
        })
        say(`full ${round}: ${crowd.seen().acknowledged} messages acknowledged so far`)
      }
      const saidSo = running.log().includes('disk is full')
      await crowd.settle(60_000)
      await crowd.close()
      const outcome = judge(crowd.seen(), `, full ${rounds} times`)
      return saidSo ? outcome : { type: 'broken', says: 'nothing was said about a full disk' }
    } finally {
      await running.stop()
      disk.dispose()
    }
  },
}
