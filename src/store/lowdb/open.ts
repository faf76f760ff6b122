import { Low } from 'lowdb'
import type { Clock, Logger, Store } from '../../ports/index.ts'
import { createTableStore } from '../table-store.ts'
import type { Row } from '../tables/index.ts'
import { createJournalAdapter, type StoreData } from './adapter.ts'
import { Committer } from './committer.ts'
import { Compactor } from './compactor.ts'
import { type Disk, nodeDisk } from './disk.ts'
import { toWriteError } from './failures.ts'
import { Journal } from './journal.ts'
import { acquireLock, type Lock } from './lock.ts'
import { readStore, type StoreRead } from './read-store.ts'
import { repair } from './repair.ts'
import { writeSnapshot } from './snapshot.ts'

/** What the embedded store needs. */
export interface LowdbStoreOptions {
  /** The data folder; made where there is none. */
  readonly dir: string
  readonly clock: Clock
  readonly logger: Logger
  /** The file system; another one in tests. */
  readonly disk?: Disk
}

/** The embedded store, with what only it can do. */
export interface LowdbStore extends Store {
  /** Writes a snapshot now, as happens by itself when the journal has grown long. */
  compact(): Promise<void>
  /** Writes all that is kept to one file while turns go on; resolves with its size in bytes. */
  backup(path: string): Promise<number>
}

/**
 * Opens the embedded store of a folder for this process alone, and recovers what a crash left.
 *
 * @throws DalilError `store:locked`, `store:read_only`, `store:write_failed`, `store:damaged`,
 * `store:newer_format`; the message says what to do.
 *
 * @example
 * const store = await openLowdbStore({ dir: './data', clock: systemClock, logger })
 */
export async function openLowdbStore(options: LowdbStoreOptions): Promise<LowdbStore> {
  const { dir, disk = nodeDisk } = options
  await disk.makeFolder(dir).catch((error: unknown) => {
    throw toWriteError(error, `Making the data folder ${dir}`)
  })
  const lock = await acquireLock(disk, dir)
  try {
    return await openLocked({ ...options, disk }, lock)
  } catch (error) {
    await lock.release()
    throw toWriteError(error, `Opening the data folder ${dir}`)
  }
}

async function openLocked(options: Required<LowdbStoreOptions>, lock: Lock): Promise<LowdbStore> {
  const { dir, disk, logger } = options
  const read = await readStore(disk, dir)
  await repair({ disk, dir, logger, now: options.clock.now() }, read)
  const { tables } = read
  const last = read.journals.at(-1)
  const journal = await Journal.open(disk, dir, last?.number ?? read.base, last?.length ?? 0)
  const backups = new Set<Row[]>()
  const adapter = createJournalAdapter({
    tables,
    journal,
    onWritten(rows) {
      for (const changes of backups) for (const row of rows) changes.push(row)
    },
  })
  const low = new Low<StoreData>(adapter, { tables, staged: [] })
  await low.read()
  const committer = new Committer({
    async write(transactions) {
      low.data.staged = transactions
      await low.write()
    },
    onWritten: () => compactor.compactWhenDue(),
  })
  const compactor = new Compactor({
    ...{ disk, dir, tables, journal, committer, logger },
    snapshotBytes: read.snapshot?.size ?? 0,
    olderJournalBytes: bytesOf(read.journals.slice(0, -1)),
  })
  logger.debug('the store is open', { people: tables.people.size, journal: journal.number })
  let closing: Promise<void> | undefined
  const store = createTableStore({
    tables,
    commit: (transaction) => committer.commit(transaction),
    close() {
      closing ??= closeAll()
      return closing
    },
  })
  async function closeAll(): Promise<void> {
    await compactor.close()
    await committer.close()
    await journal.close()
    await lock.release()
  }
  return {
    ...store,
    compact: () => compactor.compact(),
    async backup(path) {
      const changes: Row[] = []
      backups.add(changes)
      try {
        return (await writeSnapshot({ disk, tables, path, takeChanges: () => changes })) ?? 0
      } catch (error) {
        throw toWriteError(error, `Writing the backup ${path}`)
      } finally {
        backups.delete(changes)
      }
    },
  }
}

function bytesOf(journals: StoreRead['journals']): number {
  return journals.reduce((sum, { length }) => sum + length, 0)
}
