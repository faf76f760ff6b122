import { join } from 'node:path'
import { messageOf } from '../../errors.ts'
import type { Logger } from '../../ports/index.ts'
import type { Tables } from '../tables/index.ts'
import type { Committer } from './committer.ts'
import type { Disk } from './disk.ts'
import { journalName, snapshotName, toStoreFiles } from './files.ts'
import type { Journal } from './journal.ts'
import { writeSnapshot } from './snapshot.ts'

/** Journals smaller than this are not worth a snapshot. */
const SMALLEST_JOURNAL_BYTES = 32 << 20

/** What a compactor works with. */
export interface CompactorOptions {
  readonly disk: Disk
  readonly dir: string
  readonly tables: Tables
  readonly journal: Journal
  readonly committer: Committer
  readonly logger: Logger
  /** As found at the start: bytes of the newest snapshot, and of the journals before the last. */
  readonly snapshotBytes: number
  readonly olderJournalBytes: number
}

/**
 * Replaces journals that have grown long by a snapshot, while turns go on. Each row is written
 * again once for as many bytes of journal as there are rows, so that a message costs the same
 * whatever is stored.
 */
export class Compactor {
  readonly #options: CompactorOptions
  #snapshotBytes: number
  #olderJournalBytes: number
  /** Raised after a failure, so that a full disk is not tried at every message. */
  #postponedBytes = 0
  #running: Promise<void> | undefined
  #isClosed = false

  constructor(options: CompactorOptions) {
    this.#options = options
    this.#snapshotBytes = options.snapshotBytes
    this.#olderJournalBytes = options.olderJournalBytes
  }

  /** Begins in the background when the journal has grown long. */
  compactWhenDue(): void {
    const bytes = this.#olderJournalBytes + this.#options.journal.length
    const limit = Math.max(SMALLEST_JOURNAL_BYTES, this.#snapshotBytes) + this.#postponedBytes
    if (bytes <= limit || this.#isClosed || this.#running !== undefined) return
    this.compact().catch((error: unknown) => {
      this.#postponedBytes += limit
      this.#options.logger.error('the journal could not be compacted; it only grows longer', {
        reason: messageOf(error),
      })
    })
  }

  /** Compacts now; joins the run in hand where there is one. */
  compact(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  /** Gives up what is in hand; nothing is lost by that. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#running?.catch(() => {})
  }

  async #run(): Promise<void> {
    const { disk, dir, tables, journal, committer, logger } = this.#options
    const number = await committer.between(async () => {
      const length = journal.length
      await journal.rotate()
      this.#olderJournalBytes += length
      return journal.number
    })
    const older = this.#olderJournalBytes
    const path = join(dir, snapshotName(number))
    const isCancelled = () => this.#isClosed
    const size = await writeSnapshot({ disk, tables, path, isCancelled })
    if (size === undefined) return
    this.#snapshotBytes = size
    this.#olderJournalBytes -= older
    this.#postponedBytes = 0
    await this.#deleteBefore(number)
    logger.info('the journal was compacted', { snapshot: snapshotName(number), bytes: size })
  }

  async #deleteBefore(number: number): Promise<void> {
    const { disk, dir } = this.#options
    const { journals, snapshots } = toStoreFiles(await disk.list(dir))
    const stale = [
      ...snapshots.filter((other) => other < number).map(snapshotName),
      ...journals.filter((other) => other < number).map(journalName),
    ]
    for (const name of stale) await disk.delete(join(dir, name))
  }
}
