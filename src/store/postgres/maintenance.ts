import { sql } from 'kysely'
import pg from 'pg'
import { DalilError } from '../../errors.ts'
import type { Logger } from '../../ports/index.ts'
import {
  createDigester,
  type Digest,
  type KeptRow,
  type Row,
  TABLE_NAMES,
  type TableName,
} from '../tables/index.ts'
import { readTable, writeBatch } from './bulk.ts'
import type { Db } from './database.ts'
import { toStoreError } from './failures.ts'
import { migrate } from './migrate.ts'
import { connectionOptions, createDb, serverOf } from './pool.ts'
import { RUNNING_LOCK } from './signals.ts'

/** Rows that are written in one go. */
const BATCH_SIZE = 500

/** A database seen as rows, for commands. */
export interface PostgresData {
  /** Its server and name, without user and password. */
  readonly name: string
  /** All rows as of one moment, table by table; also while Dalil runs. */
  rows(tables?: readonly TableName[]): AsyncGenerator<KeptRow>
  /**
   * Puts rows in the place of all that is there, or changes nothing. Resolves with how many.
   *
   * @throws DalilError `store:locked` while Dalil runs, and whatever `check` throws.
   */
  replace(rows: AsyncIterable<Row>, check?: ReplaceCheck): Promise<number>
  /** @throws DalilError `store:locked` while Dalil runs. */
  refuseInUse(): Promise<void>
}

/** What may still refuse to replace rows, by throwing. */
export interface ReplaceCheck {
  /** Called with how many rows are there already. */
  readonly before?: (rows: number) => void
  /** Called with what was written, as it is read again, before it is kept. */
  readonly after?: (digest: Digest) => void
}

/** Opens a database for commands; its tables are made and brought up to date. */
export async function openPostgresData(url: string, logger: Logger): Promise<PostgresData> {
  const name = serverOf(url)
  const named = (error: unknown) => {
    throw toStoreError(error, name)
  }
  await withConnection(url, (db) => migrate(db, logger)).catch(named)
  return {
    name,
    async *rows(tables = TABLE_NAMES) {
      const { db, close } = connect(url)
      try {
        await sql`begin isolation level repeatable read read only`.execute(db)
        for (const table of tables) yield* readTable(db, table)
      } catch (error) {
        named(error)
      } finally {
        await close()
      }
    },
    replace: (rows, check = {}) =>
      withConnection(url, (db) => replaceAll(db, rows, check)).catch(named),
    refuseInUse: () => withConnection(url, refuseWhileRunning).catch(named),
  }
}

/** The one connection of a command; no limit of time holds for what it does. */
function connect(url: string): { readonly db: Db; readonly close: () => Promise<void> } {
  const pool = new pg.Pool({
    ...connectionOptions(url),
    ...{ query_timeout: 0, options: '-c lock_timeout=30s', max: 1, idleTimeoutMillis: 0 },
  })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return { db: createDb(pool), close: () => pool.end() }
}

async function withConnection<T>(url: string, work: (db: Db) => Promise<T>): Promise<T> {
  const { db, close } = connect(url)
  try {
    return await work(db)
  } finally {
    await close()
  }
}

async function replaceAll(db: Db, rows: AsyncIterable<Row>, check: ReplaceCheck): Promise<number> {
  await refuseWhileRunning(db)
  await sql`begin`.execute(db)
  const there = await clear(db)
  check.before?.(there)
  let written = 0
  let batch: Row[] = []
  for await (const row of rows) {
    const first = batch[0]
    if (first !== undefined && (first.table !== row.table || batch.length === BATCH_SIZE)) {
      await writeBatch(db, first.table, batch)
      batch = []
    }
    batch.push(row)
    written += 1
  }
  const last = batch[0]
  if (last !== undefined) await writeBatch(db, last.table, batch)
  if (check.after !== undefined) {
    const digester = createDigester()
    for (const table of TABLE_NAMES) {
      for await (const row of readTable(db, table)) digester.add(row)
    }
    check.after(digester.digest())
  }
  await sql`commit`.execute(db)
  return written
}

/** Every process of Dalil holds it, shared; the end of the connection lets go of ours. */
async function refuseWhileRunning(db: Db): Promise<void> {
  const { rows } = await sql<{ readonly ours: boolean }>`
    select pg_try_advisory_lock(${RUNNING_LOCK}) as ours`.execute(db)
  if (rows[0]?.ours === true) return
  throw new DalilError(
    'store:locked',
    'Dalil runs on this database; stop all its processes first, on every machine.',
  )
}

/** Deleted, not truncated: who reads the rows of before goes on seeing them. */
async function clear(db: Db): Promise<number> {
  let rows = 0n
  for (const table of TABLE_NAMES) {
    rows += (await db.deleteFrom(table).executeTakeFirst()).numDeletedRows
  }
  return Number(rows)
}
