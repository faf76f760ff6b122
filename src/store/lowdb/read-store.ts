import { join } from 'node:path'
import { createTables, type Tables } from '../tables/index.ts'
import type { Disk } from './disk.ts'
import { damaged } from './failures.ts'
import { FIRST, journalName, type StoreFiles, snapshotName, toStoreFiles } from './files.ts'
import { type LoadResult, loadFile, loadSnapshot } from './load.ts'

/** A journal as it was read. */
export interface JournalRead extends LoadResult {
  readonly number: number
}

/** What a folder was found to hold. Nothing was changed by looking. */
export interface StoreRead {
  readonly tables: Tables
  readonly files: StoreFiles
  /** The number of the snapshot that was read; journals before it are of no use any more. */
  readonly base: number
  readonly snapshot: LoadResult | undefined
  /** In order, up to the first that is torn. */
  readonly journals: readonly JournalRead[]
  /** The journal where reading stopped, and those that lie behind it. */
  readonly torn: { readonly journal: JournalRead; readonly behind: readonly number[] } | undefined
}

/**
 * Reads what a folder holds: the newest snapshot, then every whole record of the journals after
 * it, in order, until the first torn one.
 *
 * @throws DalilError `store:damaged` when a file is missing, cannot be opened, or is a damaged
 * snapshot.
 */
export async function readStore(disk: Disk, dir: string): Promise<StoreRead> {
  const files = toStoreFiles(await disk.list(dir))
  const tables = createTables()
  const base = files.snapshots.at(-1)
  const snapshot =
    base === undefined ? undefined : await loadSnapshot(disk, join(dir, snapshotName(base)), tables)
  const numbers = journalsFrom(files, base ?? FIRST, dir)
  const journals: JournalRead[] = []
  for (const [position, number] of numbers.entries()) {
    const journal = { number, ...(await loadFile(disk, join(dir, journalName(number)), tables)) }
    journals.push(journal)
    if (journal.length === journal.size) continue
    const torn = { journal, behind: numbers.slice(position + 1) }
    return { tables, files, base: base ?? FIRST, snapshot, journals, torn }
  }
  return { tables, files, base: base ?? FIRST, snapshot, journals, torn: undefined }
}

/** The journals to read; a gap between them is lost data, not a crash. */
function journalsFrom(files: StoreFiles, base: number, dir: string): readonly number[] {
  const numbers = files.journals.filter((number) => number >= base)
  for (const [position, number] of numbers.entries()) {
    const expected = base + position
    if (number !== expected) {
      const missing = position === 0 ? `${snapshotName(number)} or ` : ''
      throw damaged(join(dir, `${missing}${journalName(expected)}`), 'is missing')
    }
  }
  if (numbers.length === 0 && files.snapshots.length > 0) {
    throw damaged(join(dir, journalName(base)), 'is missing')
  }
  return numbers
}
