import { join } from 'node:path'
import type { Logger } from '../../ports/index.ts'
import type { Disk } from './disk.ts'
import { journalName, snapshotName } from './files.ts'
import { stampOf } from './moved-aside.ts'
import { countRecordsAfterTear } from './read-records.ts'
import type { StoreRead } from './read-store.ts'

/** What repairing works with. */
export interface RepairOptions {
  readonly disk: Disk
  readonly dir: string
  readonly now: number
  readonly logger: Logger
}

/**
 * Makes a folder ready for writing: a torn tail is moved aside as `journal.torn-<time>`, and what a
 * crash left behind is deleted. Says all that it did.
 */
export async function repair(options: RepairOptions, read: StoreRead): Promise<void> {
  if (read.torn !== undefined) await moveTornAside(options, read.torn)
  const { files, base } = read
  const stale = [
    ...files.unfinished,
    ...files.snapshots.filter((number) => number < base).map(snapshotName),
    ...files.journals.filter((number) => number < base).map(journalName),
  ]
  for (const name of stale) await options.disk.delete(join(options.dir, name))
  if (stale.length > 0) options.logger.info('files left by a crash were deleted', { files: stale })
  await options.disk.syncFolder(options.dir)
}

async function moveTornAside(
  options: RepairOptions,
  { journal, behind }: NonNullable<StoreRead['torn']>,
): Promise<void> {
  const { disk, dir, logger } = options
  const name = `journal.torn-${stampOf(options.now)}`
  const tail = await cutTail(options, journal, name)
  for (const number of behind) {
    await disk.rename(join(dir, journalName(number)), join(dir, `${name}.${journalName(number)}`))
  }
  const wholeRecords = countRecordsAfterTear(tail)
  const fields = {
    file: journalName(journal.number),
    keptRecords: journal.records,
    keptBytes: journal.length,
    movedBytes: tail.length,
    movedTo: name,
    movedFiles: behind.map(journalName),
  }
  // A crash tears what nobody was promised; records behind the tear mean that the disk changed.
  if (wholeRecords === 0 && behind.length === 0) {
    logger.warn('the end of the journal was torn by a crash and moved aside', fields)
  } else {
    const message = 'the journal is damaged: what lies behind the damage was moved aside'
    logger.error(message, { ...fields, wholeRecordsBehind: wholeRecords })
  }
}

/** Copies the tail first, then cuts it off: a crash in between leaves it in both places. */
async function cutTail(
  { disk, dir }: RepairOptions,
  journal: NonNullable<StoreRead['torn']>['journal'],
  name: string,
): Promise<Buffer> {
  const file = await disk.open(join(dir, journalName(journal.number)), 'update')
  try {
    const tail = Buffer.alloc(journal.size - journal.length)
    await file.read(tail, journal.length)
    const aside = await disk.open(join(dir, name), 'empty')
    try {
      await aside.write(tail, 0)
      await aside.sync()
    } finally {
      await aside.close()
    }
    await disk.syncFolder(dir)
    await file.truncate(journal.length)
    await file.sync()
    return tail
  } finally {
    await file.close()
  }
}
