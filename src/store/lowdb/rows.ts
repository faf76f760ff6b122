import { createTables, type KeptRow, type Row, TABLE_NAMES, type Tables } from '../tables/index.ts'
import type { Disk } from './disk.ts'
import { loadSnapshot } from './load.ts'
import { writeRows } from './snapshot.ts'

/** All rows, table by table. */
export function* rowsOf(tables: Tables): Generator<KeptRow> {
  for (const table of TABLE_NAMES) {
    for (const [key, value] of tables[table].entries()) yield { table, key, value } as KeptRow
  }
}

/** All rows of a backup. @throws DalilError `store:damaged`, `store:newer_format` */
export async function* readBackup(disk: Disk, path: string): AsyncGenerator<KeptRow> {
  const tables = createTables()
  await loadSnapshot(disk, path, tables)
  yield* rowsOf(tables)
}

/** Writes rows that come from elsewhere to a backup; resolves with how many there were. */
export function writeBackup(disk: Disk, path: string, rows: AsyncIterable<Row>): Promise<number> {
  return writeRows(disk, path, rows)
}
