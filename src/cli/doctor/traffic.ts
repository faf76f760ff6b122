import type { ChannelName } from '../../core/index.ts'
import { messageOf } from '../../errors.ts'
import { nodeDisk } from '../../store/lowdb/index.ts'
import { readStore } from '../../store/lowdb/read-store.ts'
import { moment } from './diagnosis.ts'

/** What the data folder tells about each channel. */
export interface Traffic {
  factsOf(channel: ChannelName): readonly string[]
}

/**
 * Reads the data folder without changing it, also while Dalil runs. When a message was sent is not
 * kept once it has arrived; what waits or failed is.
 */
export async function readTraffic(dir: string): Promise<Traffic> {
  try {
    const { tables } = await readStore(nodeDisk, dir)
    const people = [...tables.people.entries()].map(([, record]) => record)
    const outbox = [...tables.outbox.entries()].map(([, record]) => record)
    return {
      factsOf(channel) {
        const seen = people.filter((one) => one.channel === channel).map((one) => one.lastSeenAt)
        const last = seen.reduce((latest, at) => Math.max(latest, at), 0)
        const out = outbox.filter((one) => one.channel === channel)
        const failed = out.filter(({ state }) => state === 'failed')
        const waiting = out.length - failed.length
        return [
          last === 0 ? 'no message came in yet' : `last message in: ${moment(last)}`,
          ...(waiting === 0 ? [] : [`${waiting} message(s) wait to be sent`]),
          ...(failed.length === 0 ? [] : [`${failed.length} message(s) could not be delivered`]),
        ]
      },
    }
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    const fact = isMissing
      ? 'there is no data folder yet'
      : `the data folder cannot be read: ${messageOf(error)}`
    return { factsOf: () => [fact] }
  }
}
