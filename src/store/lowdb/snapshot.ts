import { dirname } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { createTables, putRow, type Row, TABLE_NAMES, type Tables } from '../tables/index.ts'
import type { Disk, DiskFile } from './disk.ts'
import { UNFINISHED } from './files.ts'
import { encodeRecord } from './framing.ts'
import { endPayload, headerPayload, rowsPayload } from './records.ts'

/** Rows written before others get their turn; about a millisecond of work. */
const SLICE_ROWS = 100
/** One large sync would hold up the small ones of the journal for as long as it takes. */
const SYNC_BYTES = 4 << 20

/** What writing a snapshot works with. */
export interface SnapshotOptions {
  readonly disk: Disk
  readonly tables: Tables
  readonly path: string
  /** Asked between slices; giving up leaves no file. */
  readonly isCancelled?: () => boolean
  /** Takes the rows that changed meanwhile, where no journal is there to tell them again. */
  readonly takeChanges?: () => readonly Row[]
}

/**
 * Writes all tables to a file that is there as a whole or not at all. Tables may change meanwhile:
 * the journal begun before tells those changes again. Resolves with the size in bytes, or with
 * `undefined` when it was cancelled.
 */
export async function writeSnapshot(options: SnapshotOptions): Promise<number | undefined> {
  const { disk, path } = options
  const unfinished = `${path}${UNFINISHED}`
  let size: number | undefined
  try {
    const file = await disk.open(unfinished, 'empty')
    try {
      size = await writeTables(options, file)
    } finally {
      await file.close()
    }
    if (size !== undefined) await disk.rename(unfinished, path)
  } catch (error) {
    await disk.delete(unfinished).catch(() => {})
    throw error
  }
  if (size === undefined) await disk.delete(unfinished)
  await disk.syncFolder(dirname(path))
  return size
}

/** A snapshot of rows that come from elsewhere; resolves with how many there were. */
export async function writeRows(
  disk: Disk,
  path: string,
  rows: AsyncIterable<Row>,
): Promise<number> {
  const tables = createTables()
  let count = 0
  for await (const row of rows) {
    putRow(tables, row)
    count += 1
  }
  await writeSnapshot({ disk, tables, path })
  return count
}

async function writeTables(options: SnapshotOptions, file: DiskFile): Promise<number | undefined> {
  let size = 0
  let synced = 0
  let rows = 0
  const write = async (payload: string) => {
    const record = encodeRecord(payload)
    await file.write(record, size)
    size += record.length
    if (size - synced < SYNC_BYTES) return
    await file.sync()
    synced = size
  }
  await write(headerPayload('snapshot'))
  for (const slice of slices(options.tables)) {
    if (options.isCancelled?.() === true) return undefined
    await write(rowsPayload(slice))
    rows += slice.length
    await nextTurn()
  }
  const changes = options.takeChanges?.() ?? []
  if (changes.length > 0) await write(rowsPayload(changes))
  rows += changes.length
  await write(endPayload(rows))
  await file.sync()
  return size
}

function* slices(tables: Tables): Generator<readonly Row[]> {
  for (const table of TABLE_NAMES) {
    let slice: Row[] = []
    for (const [key, value] of tables[table].entries()) {
      slice.push({ table, key, value })
      if (slice.length < SLICE_ROWS) continue
      yield slice
      slice = []
    }
    if (slice.length > 0) yield slice
  }
}
