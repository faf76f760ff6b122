import { createReadStream } from 'node:fs'
import { mkdir, readdir, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { DalilError } from '../errors.ts'
import { createKeyring, createSealer, rotateKeyFile } from '../privacy/index.ts'
import {
  backupStore,
  exportRows,
  findStoreHolder,
  importRows,
  nodeDisk,
  restoreStore,
  rewriteRows,
  type Verification,
  verifyBackup,
  verifyStore,
} from '../store/lowdb/index.ts'
import { parseRow } from '../store/tables/index.ts'
import { createResealer } from './reseal.ts'
import { EXIT, runCommand, UsageError } from './run.ts'

const USAGE = `npm run data -- <command>
  verify [backup]        reads all that is kept, or a backup, and says what is there
  backup [file]          writes all that is kept to one file, also while Dalil runs
         [--keep days]   and deletes backups in the same folder that are older
  restore <backup>       puts a backup in the place of what is kept (stop Dalil first)
  export                 prints all that is kept, one JSON object a line
  import < file          puts what "export" printed in the place of what is kept (stop Dalil first)
  rotate-key             makes a new key and seals all that is kept with it (stop Dalil first)
Backups and exports are sealed like the data itself: without dalil.key or DALIL_KEY nobody can read
them. Keep the key apart from the backups.
`

const BACKUP = /^dalil-[\dTZ-]+\.backup$/u
const DAY_MS = 86_400_000

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    options: { keep: { type: 'string' }, json: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const [command, file] = positionals
  const dir = readConfig(process.env).dataDir
  switch (command) {
    case 'verify':
      return verify(dir, file, values.json)
    case 'backup':
      return backup(dir, file, values.keep)
    case 'restore': {
      if (file === undefined) throw new UsageError(USAGE)
      const rows = await restoreStore(nodeDisk, dir, { backup: file, now: Date.now() })
      process.stdout.write(`${rows} rows restored from ${file} to ${dir}\n`)
      return EXIT.ok
    }
    case 'export':
      for await (const { table, key, value } of exportRows(nodeDisk, dir)) {
        const line = `${JSON.stringify({ table, key, value })}\n`
        if (!process.stdout.write(line)) await drained()
      }
      return EXIT.ok
    case 'import': {
      const input = file === undefined ? process.stdin : createReadStream(file)
      const rows = await importRows(nodeDisk, dir, { rows: readRows(input), now: Date.now() })
      process.stdout.write(`${rows} rows imported to ${dir}\n`)
      return EXIT.ok
    }
    case 'rotate-key':
      return rotateKey(dir)
    default:
      throw new UsageError(USAGE)
  }
})

async function verify(dir: string, file: string | undefined, json: boolean): Promise<number> {
  const found = await (file === undefined
    ? verifyStore(nodeDisk, dir)
    : verifyBackup(nodeDisk, file))
  // While Dalil runs, the last record may be looked at before it is whole.
  const isWhole = found.torn === undefined || found.holder !== undefined
  process.stdout.write(json ? `${JSON.stringify({ ok: isWhole, ...found })}\n` : describe(found))
  return isWhole ? EXIT.ok : EXIT.finding
}

function describe({ rows, files, torn, holder }: Verification): string {
  const lines = [
    `files: ${files.join(', ') || 'none'}`,
    ...Object.entries(rows).map(([table, count]) => `${table}: ${count}`),
  ]
  if (holder !== undefined) lines.push(`in use by process ${holder}`)
  if (torn === undefined) lines.push('every record is whole')
  else if (holder !== undefined) lines.push('every record is whole but one that is being written')
  else {
    lines.push(`${torn.file} is torn at byte ${torn.offset}; ${torn.bytes} bytes cannot be used`)
    lines.push('the next start keeps all records before that place and moves the rest aside')
  }
  return `${lines.join('\n')}\n`
}

async function backup(
  dir: string,
  file: string | undefined,
  keep: string | undefined,
): Promise<number> {
  const days = keep === undefined ? undefined : Number(keep)
  if (days !== undefined && !(days >= 1)) throw new UsageError(`--keep must be days, not ${keep}`)
  const folder = join(dir, 'backups')
  const time = new Date().toISOString().replaceAll(/[:.]/gu, '-')
  if (file === undefined) await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = file ?? join(folder, `dalil-${time}.backup`)
  const rows = await backupStore(nodeDisk, dir, path)
  process.stdout.write(`${rows} rows written to ${path}\n`)
  if (days !== undefined && file === undefined) await deleteOlder(folder, days)
  return EXIT.ok
}

/** A crash in between is harmless: both keys are in the file, and rows are exchanged all at once. */
async function rotateKey(dir: string): Promise<number> {
  const holder = await findStoreHolder(nodeDisk, dir)
  if (holder !== undefined) {
    throw new DalilError('store:locked', `Stop Dalil first: process ${holder} uses ${dir}.`)
  }
  const id = rotateKeyFile(dir)
  const { change, unsealable } = createResealer(createSealer(createKeyring({ dir })))
  const rows = await rewriteRows(nodeDisk, dir, { change, now: Date.now() })
  process.stdout.write(`${rows} rows are sealed with the new key ${id}\n`)
  if (unsealable() === 0) return EXIT.ok
  process.stdout.write(`${unsealable()} texts were sealed with a key that is lost, and stay so\n`)
  return EXIT.finding
}

async function deleteOlder(folder: string, days: number): Promise<void> {
  for (const name of (await readdir(folder)).filter((one) => BACKUP.test(one))) {
    const path = join(folder, name)
    if (Date.now() - (await stat(path)).mtimeMs > days * DAY_MS) await unlink(path)
  }
}

async function* readRows(input: NodeJS.ReadableStream) {
  let number = 0
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    number += 1
    if (line.trim() === '') continue
    const row = parseRow(line)
    if (row === undefined) {
      throw new DalilError(
        'store:import_damaged',
        `Line ${number} is not {"table","key","value"} as "export" prints it. Nothing was changed.`,
      )
    }
    yield row
  }
}

function drained(): Promise<void> {
  return new Promise((resolve) => process.stdout.once('drain', resolve))
}
