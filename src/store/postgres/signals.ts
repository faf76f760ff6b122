import { sql } from 'kysely'
import pg from 'pg'
import { toPersonId } from '../../core/index.ts'
import { messageOf } from '../../errors.ts'
import type { Logger, Signal } from '../../ports/index.ts'
import type { Db } from './database.ts'
import { connectionOptions } from './pool.ts'

/** The name under which all processes of a database listen. */
const CHANNEL = 'dalil'

/** Held, shared, by every process while it runs, so that a command can tell. */
export const RUNNING_LOCK = 7_305_821_494

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5_000

/** Tells all processes; within a transaction once it commits. */
export async function notify(db: Db, signal: Signal): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${JSON.stringify(signal)})`.execute(db)
}

/** A connection that hears what is told. */
export interface Hearing {
  close(): Promise<void>
}

/** What hearing works with. */
export interface HearingOptions {
  readonly url: string
  readonly logger: Logger
  /** Called with each signal, and with a `gap` after some may have been missed. */
  readonly tell: (signal: Signal) => void
}

/** Listens on a connection of its own, and again when it broke. The first one must succeed. */
export async function listen(options: HearingOptions): Promise<Hearing> {
  let isClosed = false
  let client = await connect(options, () => void again())
  async function again(): Promise<void> {
    options.logger.warn('the connection that hears other processes broke; it is made again')
    for (let pause = FIRST_PAUSE_MS; !isClosed; pause = Math.min(LONGEST_PAUSE_MS, pause * 2)) {
      await new Promise((resolve) => setTimeout(resolve, pause).unref())
      try {
        if (isClosed) return
        client = await connect(options, () => void again())
        options.tell({ type: 'gap' })
        return
      } catch (error) {
        options.logger.debug('it cannot be made yet', { reason: messageOf(error) })
      }
    }
  }
  return {
    async close() {
      isClosed = true
      await client.end().catch(() => {})
    },
  }
}

async function connect(options: HearingOptions, onEnd: () => void): Promise<pg.Client> {
  const client = new pg.Client(connectionOptions(options.url))
  let isUp = false
  // An error without a listener would end the process; the end of the connection follows it.
  client.on('error', () => {})
  client.on('end', () => {
    if (isUp) onEnd()
    isUp = false
  })
  client.on('notification', ({ payload = '' }) => {
    const signal = parseSignal(payload)
    if (signal !== undefined) options.tell(signal)
  })
  try {
    await client.connect()
    await client.query(`listen ${CHANNEL}`)
    await client.query('select pg_advisory_lock_shared($1)', [RUNNING_LOCK])
    isUp = true
    return client
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
}

/** Reads a signal; `undefined` when it is none of this version. */
function parseSignal(payload: string): Signal | undefined {
  try {
    const value: unknown = JSON.parse(payload)
    if (typeof value !== 'object' || value === null || !('type' in value)) return undefined
    const { type, person, ids } = value as { type: unknown; person?: unknown; ids?: unknown }
    if (type === 'question') return { type }
    if (typeof person !== 'string') return undefined
    if (type === 'away') return { type, person: toPersonId(person) }
    if (type !== 'shown' || !Array.isArray(ids)) return undefined
    return { type, person: toPersonId(person), ids: ids.map(String) }
  } catch {
    return undefined
  }
}
