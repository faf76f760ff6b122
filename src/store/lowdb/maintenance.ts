import { basename, join } from 'node:path'
import { DalilError, isDalilError } from '../../errors.ts'
import {
  createTables,
  type KeptRow,
  type Row,
  type TableName,
  type Tables,
} from '../tables/index.ts'
import type { Disk } from './disk.ts'
import { journalName, snapshotName, toStoreFiles, UNFINISHED } from './files.ts'
import { Journal } from './journal.ts'
import { loadSnapshot } from './load.ts'
import { acquireLock, findHolder } from './lock.ts'
import { stampOf } from './moved-aside.ts'
import { countRecordsAfterTear } from './read-records.ts'
import { readStore, type StoreRead } from './read-store.ts'
import { rowsOf } from './rows.ts'
import { writeRows, writeSnapshot } from './snapshot.ts'

/** What a data folder or a backup was found to hold. */
export interface Verification {
  readonly rows: Readonly<Record<TableName, number>>
  readonly files: readonly string[]
  /** Where a journal is torn; what lies behind is moved aside at the next start. */
  readonly torn:
    | {
        readonly file: string
        readonly offset: number
        readonly bytes: number
        /** Whole records or journals lie behind it: no crash leaves that, a damaged disk does. */
        readonly isDamage: boolean
      }
    | undefined
  /** The process that uses the folder: its journal is torn while a record is being written. */
  readonly holder: number | undefined
}

/**
 * Reads a data folder to the last byte and changes nothing; also while Dalil runs.
 *
 * @throws DalilError `store:damaged`, `store:newer_format`
 */
export async function verifyStore(disk: Disk, dir: string): Promise<Verification> {
  const { read, holder } = await readWhileInUse(disk, dir)
  return {
    rows: countRows(read.tables),
    files: [
      ...read.files.snapshots.filter((number) => number === read.base).map(snapshotName),
      ...read.journals.map(({ number }) => journalName(number)),
    ],
    torn: read.torn === undefined ? undefined : await describeTear(disk, dir, read.torn),
    holder,
  }
}

async function describeTear(
  disk: Disk,
  dir: string,
  { journal, behind }: NonNullable<StoreRead['torn']>,
): Promise<Verification['torn']> {
  const name = journalName(journal.number)
  const tail = Buffer.alloc(journal.size - journal.length)
  const file = await disk.open(join(dir, name), 'read')
  try {
    await file.read(tail, journal.length)
  } finally {
    await file.close()
  }
  const isDamage = behind.length > 0 || countRecordsAfterTear(tail) > 0
  return { file: name, offset: journal.length, bytes: tail.length, isDamage }
}

/** Reads a backup to the last byte. @throws DalilError `store:damaged`, `store:newer_format` */
export async function verifyBackup(disk: Disk, path: string): Promise<Verification> {
  const tables = createTables()
  await loadSnapshot(disk, path, tables)
  return { rows: countRows(tables), files: [basename(path)], torn: undefined, holder: undefined }
}

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

/** A running Dalil may compact between two looks: files that were listed are gone at the second. */
const LOOKS = 5

async function readWhileInUse(
  disk: Disk,
  dir: string,
): Promise<{ readonly read: StoreRead; readonly holder: number | undefined }> {
  for (let look = 1; ; look += 1) {
    const holder = await findHolder(disk, dir)
    try {
      return { read: await readStore(disk, dir), holder }
    } catch (error) {
      const mayPass = holder !== undefined && look < LOOKS && isDalilError(error, 'store:damaged')
      if (!mayPass) throw toMissing(error, dir)
    }
  }
}

function toMissing(error: unknown, dir: string): unknown {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
  if (!isMissing) return error
  const message = `There is no data folder ${dir}. Set DATA_DIR to the one that Dalil uses.`
  return new DalilError('store:missing', message, { cause: error })
}

function countRows(tables: Tables): Record<TableName, number> {
  return {
    people: tables.people.size,
    deliveries: tables.deliveries.size,
    outbox: tables.outbox.size,
    questions: tables.questions.size,
    reminders: tables.reminders.size,
    staff: tables.staff.size,
    invites: tables.invites.size,
    sessions: tables.sessions.size,
    attempts: tables.attempts.size,
    audit: tables.audit.size,
    figures: tables.figures.size,
    campaigns: tables.campaigns.size,
    settings: tables.settings.size,
    overrides: tables.overrides.size,
    cases: tables.cases.size,
    subscriptions: tables.subscriptions.size,
    announcements: tables.announcements.size,
    referrals: tables.referrals.size,
  }
}

function total(rows: Readonly<Record<TableName, number>>): number {
  return Object.values(rows).reduce((sum, count) => sum + count, 0)
}
