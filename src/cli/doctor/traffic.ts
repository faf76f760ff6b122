import type { Config } from '../../config.ts'
import type { ChannelName } from '../../core/index.ts'
import { isDalilError, messageOf } from '../../errors.ts'
import { silentLogger } from '../../ports/index.ts'
import { LAST_OUT_SETTING, parseLastOut } from '../../start/last-out.ts'
import { exportRows, nodeDisk } from '../../store/lowdb/index.ts'
import type { KeptRow } from '../../store/tables/index.ts'
import { moment } from './diagnosis.ts'

/** What is kept tells about each channel. */
export interface Traffic {
  factsOf(channel: ChannelName): readonly string[]
  /** What the program has kept for itself under this name. */
  settingOf(name: string): string | undefined
}

/** Where it is kept. */
type Place = Pick<Config, 'dataDir'> & Partial<Pick<Config, 'databaseUrl'>>

/**
 * Reads what is kept without changing it, also while Dalil runs. Of what has arrived only the time of
 * the last is kept; of what waits or failed, each.
 */
export async function readTraffic(place: Place): Promise<Traffic> {
  try {
    return await countTraffic(await openRows(place))
  } catch (error) {
    const fact = isDalilError(error, 'store:missing')
      ? 'there is no data folder yet'
      : `what is kept cannot be read: ${messageOf(error)}`
    return { factsOf: () => [fact], settingOf: () => undefined }
  }
}

async function openRows({ dataDir, databaseUrl }: Place): Promise<AsyncIterable<KeptRow>> {
  if (databaseUrl === undefined) return exportRows(nodeDisk, dataDir)
  const { openPostgresData } = await import('../../store/postgres/index.ts')
  return (await openPostgresData(databaseUrl, silentLogger)).rows(['people', 'outbox', 'settings'])
}

async function countTraffic(rows: AsyncIterable<KeptRow>): Promise<Traffic> {
  const last = new Map<ChannelName, number>()
  const out = new Map<string, number>()
  const settings = new Map<string, string>()
  for await (const { table, key, value } of rows) {
    if (table === 'settings') settings.set(key, value)
    if (table === 'people') {
      last.set(value.channel, Math.max(last.get(value.channel) ?? 0, value.lastSeenAt))
    }
    if (table !== 'outbox') continue
    const place = `${value.channel} ${value.state}`
    out.set(place, (out.get(place) ?? 0) + 1)
  }
  const lastOut = parseLastOut(settings.get(LAST_OUT_SETTING))
  return {
    settingOf: (name) => settings.get(name),
    factsOf(channel) {
      const seen = last.get(channel)
      const waiting = out.get(`${channel} waiting`)
      const sent = lastOut[channel]
      const failed = out.get(`${channel} failed`)
      return [
        // By e-mail nobody writes to us.
        ...(channel === 'email' ? [] : [lastIn(seen)]),
        ...(sent === undefined ? [] : [`last message out: ${moment(sent)}`]),
        ...(waiting === undefined ? [] : [`${waiting} message(s) wait to be sent`]),
        ...(failed === undefined ? [] : [`${failed} message(s) could not be delivered`]),
      ]
    },
  }
}

function lastIn(seen: number | undefined): string {
  return seen === undefined ? 'no message came in yet' : `last message in: ${moment(seen)}`
}
