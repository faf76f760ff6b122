import { join } from 'node:path'
import { messageOf } from '../../src/errors.ts'
import { judge, type Scenario } from './scenario.ts'
import { createCrowd } from './support/crowd.ts'
import { startDalil } from './support/dalil.ts'
import { createTinyDisk } from './support/tiny-disk.ts'

const MESSAGES = 5
const MEGABYTES = 24

/** Dalil is started on a folder in which it may not write, which says so; then it may again. */
export const readOnly: Scenario = {
  name: 'read-only',
  about: 'the data folder is read-only at a start, and again not (a tmpfs, remounted)',
  brief: 1,
  long: 5,
  async run({ rounds, say }) {
    const disk = createTinyDisk(MEGABYTES)
    if (disk === undefined) return { type: 'not run', says: 'this user may not mount a tmpfs' }
    const start = () => startDalil({ DATA_DIR: join(disk.dir, 'data'), BACKUP_DAYS: '0' })
    let running = await start()
    try {
      const crowd = await createCrowd(() => [running.url])
      for (let round = 1; round <= rounds; round += 1) {
        await crowd.write(MESSAGES)
        await running.kill()
        if (!disk.close()) return { type: 'not run', says: 'the tmpfs cannot be made read-only' }
        const refused = await start().then(
          () => 'it started',
          (error: unknown) => messageOf(error),
        )
        if (!refused.includes('read-only')) return { type: 'broken', says: refused }
        say(`read-only ${round}: ${refused.split('\n').at(-1)?.slice(0, 100)}…`)
        disk.open()
        running = await start()
        await crowd.write(MESSAGES)
      }
      await crowd.settle(60_000)
      await crowd.close()
      return judge(crowd.seen(), `, refused to start ${rounds} times`)
    } finally {
      disk.open()
      await running.stop()
      disk.dispose()
    }
  },
}
