import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Logger } from '../../../src/ports/index.ts'
import type { Disk } from '../../../src/store/lowdb/index.ts'
import { type LowdbStore, openLowdbStore } from '../../../src/store/lowdb/index.ts'

/** The moment of every test. */
export const NOW = Date.UTC(2026, 2, 31, 12)

/** One line that the store logged. */
export interface LogLine {
  readonly level: string
  readonly message: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** A folder of its own for one test. */
export interface Folder {
  readonly dir: string
  readonly log: LogLine[]
  open(disk?: Disk): Promise<LowdbStore>
  dispose(): Promise<void>
}

export async function createFolder(): Promise<Folder> {
  const dir = await mkdtemp(join(tmpdir(), 'dalil-store-'))
  const log: LogLine[] = []
  const line =
    (level: string) =>
    (message: string, fields: LogLine['fields'] = {}) => {
      log.push({ level, message, fields })
    }
  const logger: Logger = {
    debug: () => {},
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
  }
  return {
    dir,
    log,
    open: (disk) =>
      openLowdbStore({ dir, clock: { now: () => NOW }, logger, ...(disk ? { disk } : {}) }),
    dispose: () => rm(dir, { recursive: true, force: true }),
  }
}
