import { judge, type Scenario } from './scenario.ts'
import { createCrowd } from './support/crowd.ts'
import { startInProcess } from './support/in-process.ts'

const MESSAGES = 15
const HOUR_MS = 3_600_000

/** The clock of the machine is set back an hour while people write, and forward again later. */
export const clock: Scenario = {
  name: 'clock',
  about: 'the clock of the machine set back an hour under load, and forward again',
  brief: 2,
  long: 20,
  async run({ rounds, say }) {
    let offset = 0
    const running = await startInProcess({ now: () => Date.now() + offset })
    try {
      const crowd = await createCrowd(() => [running.url])
      for (let round = 1; round <= rounds; round += 1) {
        await crowd.writeThrough(MESSAGES, async () => {
          offset = round % 2 === 0 ? 0 : -HOUR_MS
        })
        say(`set ${round}: ${crowd.seen().acknowledged} messages acknowledged so far`)
      }
      await crowd.settle(60_000)
      await crowd.close()
      return judge(crowd.seen(), `, set ${rounds} times`)
    } finally {
      await running.stop()
    }
  },
}
