import { DalilError } from '../../errors.ts'
import { putRow, type Tables } from '../tables/index.ts'
import type { Disk } from './disk.ts'
import { damaged } from './failures.ts'
import { type ReadResult, readRecords } from './read-records.ts'
import { type FileRecord, FORMAT, parsePayload } from './records.ts'

/** What a journal or a snapshot was found to hold. */
export interface LoadResult extends ReadResult {
  readonly rows: number
  /** The number of rows that a snapshot says it has; `undefined` where its end is missing. */
  readonly end: number | undefined
}

/**
 * Reads a file of the store into the tables, up to the first torn record.
 *
 * @throws DalilError `store:damaged` when it cannot be read at all, `store:newer_format` when a
 * newer Dalil wrote it.
 */
export async function loadFile(disk: Disk, path: string, tables: Tables): Promise<LoadResult> {
  let rows = 0
  let end: number | undefined
  const take = (record: FileRecord) => {
    if (record.type === 'header' && record.format > FORMAT) throw newerFormat(path, record.format)
    if (record.type === 'end') end = record.rows
    if (record.type !== 'rows') return
    for (const row of record.rows) putRow(tables, row)
    rows += record.rows.length
  }
  const result = await readPayloads(disk, path, (payload) => {
    const record = parsePayload(payload)
    if (record === undefined) throw damaged(path, 'holds a record that is not of Dalil')
    take(record)
  })
  return { ...result, rows, end }
}

/**
 * Reads a snapshot or a backup, which is whole or of no use.
 *
 * @throws DalilError `store:damaged` where any of it is torn or missing.
 */
export async function loadSnapshot(disk: Disk, path: string, tables: Tables): Promise<LoadResult> {
  const result = await loadFile(disk, path, tables)
  if (result.length < result.size || result.end !== result.rows) {
    throw damaged(path, `is damaged after ${result.length} of ${result.size} bytes`)
  }
  return result
}

async function readPayloads(
  disk: Disk,
  path: string,
  onPayload: (payload: string) => void,
): Promise<ReadResult> {
  const file = await disk.open(path, 'read').catch((error: unknown) => {
    throw damaged(path, 'cannot be opened', error)
  })
  try {
    return await readRecords(file, onPayload)
  } finally {
    await file.close()
  }
}

function newerFormat(path: string, format: number): DalilError {
  return new DalilError(
    'store:newer_format',
    `${path} was written by a newer Dalil (format ${format}; this one knows ${FORMAT}). ` +
      'Run the newer version, or bring back a backup of this one.',
  )
}
