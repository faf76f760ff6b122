import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Config } from '../../config.ts'
import { DalilError } from '../../errors.ts'
import { silentLogger } from '../../ports/index.ts'
import {
  backupStore,
  exportRows,
  findStoreHolder,
  importRows,
  nodeDisk,
  readBackup,
  restoreStore,
  rewriteRows,
  verifyStore,
  writeBackup,
} from '../../store/lowdb/index.ts'
import type { KeptRow, Row } from '../../store/tables/index.ts'

/** What the commands work on: the data folder, or a database. */
export interface Kept {
  /** Where it lies, without user and password. */
  readonly name: string
  /** What is wrong with it as far as that is not said by reading all rows; a line each. */
  examine(): Promise<Examination>
  /** All rows; also while Dalil runs. */
  rows(): AsyncGenerator<KeptRow>
  /** Writes all rows to a file; also while Dalil runs. Resolves with how many. */
  backup(path: string): Promise<number>
  restore(backup: string): Promise<number>
  /** Puts rows in the place of all that is there. */
  replace(rows: AsyncIterable<Row>): Promise<number>
  /** Writes every row anew as `change` makes it. */
  rewrite(change: (row: KeptRow) => Row): Promise<number>
  /** @throws DalilError `store:locked` while Dalil runs. */
  refuseInUse(): Promise<void>
}

/** What was found besides the rows. */
export interface Examination {
  readonly ok: boolean
  /** What was acknowledged cannot be read any more. */
  readonly damaged: boolean
  readonly lines: readonly string[]
  /** The same for programs. */
  readonly details: Readonly<Record<string, unknown>>
}

/** Finds what a run with these settings keeps its data in. */
export async function openKept(config: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<Kept> {
  return config.databaseUrl === undefined
    ? keptInFolder(config.dataDir)
    : keptInDatabase(config.databaseUrl)
}

/** The embedded store of a data folder. */
export function keptInFolder(dir: string): Kept {
  const now = () => Date.now()
  return {
    name: dir,
    async examine() {
      const { torn, holder, files } = await verifyStore(nodeDisk, dir)
      // While Dalil runs, the last record may be looked at before it is whole.
      const ok = torn === undefined || (holder !== undefined && !torn.isDamage)
      const damaged = torn?.isDamage === true
      const lines = [`files: ${files.join(', ') || 'none'}`]
      if (holder !== undefined) lines.push(`in use by process ${holder}`)
      if (torn === undefined) lines.push('every record is whole')
      else if (ok) lines.push('every record is whole but one that is being written')
      else {
        lines.push(
          `${torn.file} is torn at byte ${torn.offset}; ${torn.bytes} bytes cannot be used`,
          'the next start keeps all records before that place and moves the rest aside',
        )
        if (damaged) {
          lines.push('whole records lie behind it: no crash did that; a backup may hold them')
        }
      }
      return { ok, damaged, lines, details: { files, torn, holder } }
    },
    rows: () => exportRows(nodeDisk, dir),
    backup: (path) => backupStore(nodeDisk, dir, path),
    restore: (backup) => restoreStore(nodeDisk, dir, { backup, now: now() }),
    replace: (rows) => importRows(nodeDisk, dir, { rows, now: now() }),
    rewrite: (change) => rewriteRows(nodeDisk, dir, { change, now: now() }),
    async refuseInUse() {
      const holder = await findStoreHolder(nodeDisk, dir)
      if (holder === undefined) return
      throw new DalilError('store:locked', `Stop Dalil first: process ${holder} uses ${dir}.`)
    },
  }
}

/** A PostgreSQL database. */
export async function keptInDatabase(url: string): Promise<Kept> {
  const { openPostgresData } = await import('../../store/postgres/index.ts')
  const data = await openPostgresData(url, silentLogger)
  async function* changed(change: (row: KeptRow) => Row) {
    for await (const row of data.rows()) yield change(row)
  }
  return {
    name: data.name,
    examine: async () => ({
      ok: true,
      damaged: false,
      lines: [`database: ${data.name}`],
      details: {},
    }),
    rows: data.rows,
    async backup(path) {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      return writeBackup(nodeDisk, path, data.rows())
    },
    restore: (backup) => data.replace(readBackup(nodeDisk, backup)),
    replace: (rows) => data.replace(rows),
    rewrite: (change) => data.replace(changed(change)),
    refuseInUse: data.refuseInUse,
  }
}
