import { join } from 'node:path'
import { createTables, type KeptRow, type Row } from '../tables/index.ts'
import type { Disk } from './disk.ts'
import { journalName, snapshotName, toStoreFiles, UNFINISHED } from './files.ts'
import { Journal } from './journal.ts'
import { loadSnapshot } from './load.ts'
import { acquireLock } from './lock.ts'
import { stampOf } from './moved-aside.ts'
import { readWhileInUse } from './read-in-use.ts'
import { rowsOf } from './rows.ts'
import { writeRows, writeSnapshot } from './snapshot.ts'
import { countRows } from './verify.ts'

/** Writes what a folder holds to one file, also while Dalil runs; resolves with its rows. */
export async function backupStore(disk: Disk, dir: string, path: string): Promise<number> {
  const { read } = await readWhileInUse(disk, dir)
  await writeSnapshot({ disk, tables: read.tables, path })
  return total(countRows(read.tables))
}

/** All rows of a folder, table by table. */
export async function* exportRows(disk: Disk, dir: string): AsyncGenerator<KeptRow> {
  const { read } = await readWhileInUse(disk, dir)
  yield* rowsOf(read.tables)
}

/**
 * Puts a backup in the place of what a folder holds; the files that were there stay beside it with
 * `.before-restore` and the time in their names. Resolves with the rows of the backup.
 *
 * @throws DalilError `store:locked` while Dalil runs, `store:damaged` when the backup is not whole.
 */
export async function restoreStore(
  disk: Disk,
  dir: string,
  options: { readonly backup: string; readonly now: number },
): Promise<number> {
  const tables = createTables()
  await loadSnapshot(disk, options.backup, tables)
  await replace(disk, dir, options.now, (path) => writeSnapshot({ disk, tables, path }))
  return total(countRows(tables))
}

/**
 * Puts rows in the place of what a folder holds; all as {@link restoreStore}.
 *
 * @throws DalilError `store:locked`
 */
export async function importRows(
  disk: Disk,
  dir: string,
  options: { readonly rows: AsyncIterable<Row>; readonly now: number },
): Promise<number> {
  let count = 0
  await replace(disk, dir, options.now, async (path) => {
    count = await writeRows(disk, path, options.rows)
  })
  return count
}

/**
 * Writes every row anew as `change` makes it, and leaves nothing of the old ones.
 *
 * @throws DalilError `store:locked`
 */
export async function rewriteRows(
  disk: Disk,
  dir: string,
  options: { readonly change: (row: KeptRow) => Row; readonly now: number },
): Promise<number> {
  async function* changed() {
    for await (const row of exportRows(disk, dir)) yield options.change(row)
  }
  let count = 0
  const aside = await replace(disk, dir, options.now, async (path) => {
    count = await writeRows(disk, path, changed())
  })
  for (const path of aside) await disk.delete(path)
  return count
}

/**
 * The new snapshot has a higher number than all that is there: from the moment it has its name, it
 * is what is read. A crash before leaves the old data, one after it the new. Resolves with where
 * the old files are.
 */
async function replace(
  disk: Disk,
  dir: string,
  now: number,
  write: (path: string) => Promise<unknown>,
): Promise<readonly string[]> {
  await disk.makeFolder(dir)
  const lock = await acquireLock(disk, dir)
  try {
    const { journals, snapshots } = toStoreFiles(await disk.list(dir))
    const number = Math.max(0, ...journals, ...snapshots) + 1
    const prepared = join(dir, `${snapshotName(number)}${UNFINISHED}`)
    await write(prepared)
    const journal = await Journal.open(disk, dir, number, 0)
    await journal.close()
    await disk.rename(prepared, join(dir, snapshotName(number)))
    const aside: string[] = []
    for (const name of [...journals.map(journalName), ...snapshots.map(snapshotName)]) {
      const path = join(dir, `${name}.before-restore-${stampOf(now)}`)
      await disk.rename(join(dir, name), path)
      aside.push(path)
    }
    await disk.syncFolder(dir)
    return aside
  } finally {
    await lock.release()
  }
}

function total(rows: ReturnType<typeof countRows>): number {
  return Object.values(rows).reduce((sum, count) => sum + count, 0)
}
