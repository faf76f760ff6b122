import { basename, join } from 'node:path'
import { createTables, type TableName, type Tables } from '../tables/index.ts'
import type { Disk } from './disk.ts'
import { journalName, snapshotName } from './files.ts'
import { loadSnapshot } from './load.ts'
import { readWhileInUse } from './read-in-use.ts'
import { countRecordsAfterTear } from './read-records.ts'
import type { StoreRead } from './read-store.ts'

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

/** How many rows each table has. */
export function countRows(tables: Tables): Record<TableName, number> {
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
