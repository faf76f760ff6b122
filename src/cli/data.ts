import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { type Config, readConfig } from '../config.ts'
import { DalilError } from '../errors.ts'
import { backupPath, deleteOldBackups, nodeDisk, readBackup } from '../store/lowdb/index.ts'
import { type Digest, digestOf, parseRow } from '../store/tables/index.ts'
import { COMMANDS } from './commands.ts'
import { type Kept, openKept } from './data/kept.ts'
import { rotateKey } from './data/rotate-key.ts'
import { EXIT, noSuchCommand, runCommand, UsageError } from './run.ts'

await runCommand(COMMANDS.data, async ({ values, positionals }) => {
  const [command, file] = positionals
  const config = readConfig(process.env)
  switch (command) {
    case 'verify':
      return file === undefined
        ? verify(await openKept(config), values.json)
        : verifyBackup(file, values.json)
    case 'backup':
      return backup(config, file, values.keep)
    case 'restore': {
      if (file === undefined) throw new UsageError('Name the backup that is to be restored.')
      const kept = await openKept(config)
      const rows = await kept.restore(file)
      process.stdout.write(`${rows} rows restored from ${file} to ${kept.name}\n`)
      return EXIT.ok
    }
    case 'export': {
      const kept = await openKept(config)
      for await (const { table, key, value } of kept.rows()) {
        const line = `${JSON.stringify({ table, key, value })}\n`
        if (!process.stdout.write(line)) await drained()
      }
      return EXIT.ok
    }
    case 'import': {
      const input = file === undefined ? process.stdin : createReadStream(file)
      const kept = await openKept(config)
      const rows = await kept.replace(readRows(input))
      process.stdout.write(`${rows} rows imported to ${kept.name}\n`)
      return EXIT.ok
    }
    case 'migrate':
      return migrate(config, values.to, values.replace)
    case 'rotate-key':
      return rotateKey(await openKept(config), config)
    default:
      throw noSuchCommand(COMMANDS.data, command)
  }
})

async function verify(kept: Kept, json: boolean): Promise<number> {
  const { ok, lines, details } = await kept.examine()
  const digest = await digestOf(kept.rows())
  process.stdout.write(
    json
      ? `${JSON.stringify({ ok, rows: countsOf(digest), tables: digest, ...details })}\n`
      : [...describe(digest), ...lines, ''].join('\n'),
  )
  return ok ? EXIT.ok : EXIT.finding
}

/** A backup is whole, or reading it fails. */
async function verifyBackup(file: string, json: boolean): Promise<number> {
  const digest = await digestOf(readBackup(nodeDisk, file))
  const lines = [...describe(digest), 'every record is whole', '']
  const report = { ok: true, rows: countsOf(digest), tables: digest }
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : lines.join('\n'))
  return EXIT.ok
}

function countsOf(digest: Digest): Record<string, number> {
  return Object.fromEntries(Object.entries(digest).map(([table, { rows }]) => [table, rows]))
}

function describe(digest: Digest): string[] {
  return Object.entries(digest).map(
    ([table, { rows, hash }]) => `${table}: ${rows}${rows === 0 ? '' : `  ${hash.slice(0, 16)}`}`,
  )
}

async function backup(
  config: Config,
  file: string | undefined,
  keep: string | undefined,
): Promise<number> {
  const days = keep === undefined ? undefined : Number(keep)
  if (days !== undefined && !(days >= 1)) throw new UsageError(`--keep must be days, not ${keep}`)
  const now = Date.now()
  const { folder, path } = backupPath(config.dataDir, now)
  if (file === undefined) await nodeDisk.makeFolder(folder)
  const kept = await openKept(config)
  const rows = await kept.backup(file ?? path)
  process.stdout.write(`${rows} rows written to ${file ?? path}\n`)
  const { damaged, lines } = await kept.examine()
  if (damaged) {
    const held = file === undefined ? ' Older backups stay, whatever --keep says.' : ''
    process.stderr.write(`It holds no more than can be read.${held}\n${lines.join('\n')}\n`)
    return EXIT.finding
  }
  if (days !== undefined && file === undefined) {
    await deleteOldBackups(nodeDisk, folder, { days, now })
  }
  return EXIT.ok
}

async function migrate(config: Config, to: string | undefined, replace: boolean): Promise<number> {
  const { migrateToLowdb, migrateToPostgres } = await import('./data/migrate.ts')
  if (to !== 'postgres' && to !== 'lowdb') {
    throw new UsageError('Say where to: --to postgres, or --to lowdb.')
  }
  const work = to === 'postgres' ? migrateToPostgres : migrateToLowdb
  const moved = await work({ config, replace })
  const next =
    to === 'postgres'
      ? 'Start Dalil with DATABASE_URL, and with the same dalil.key or DALIL_KEY on every machine.'
      : 'Start Dalil without DATABASE_URL.'
  const lines = [
    ...describe(moved.digest),
    `All rows of ${moved.from} are in ${moved.to}, read again and found the same.`,
    `${moved.from} was not changed. ${next}`,
    '',
  ]
  process.stdout.write(lines.join('\n'))
  return EXIT.ok
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
