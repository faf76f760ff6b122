import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keptInDatabase, keptInFolder } from '../../src/cli/data/kept.ts'
import { migrateToLowdb, migrateToPostgres } from '../../src/cli/data/migrate.ts'
import { readTraffic } from '../../src/cli/doctor/traffic.ts'
import { silentLogger, systemClock } from '../../src/ports/index.ts'
import { openLowdbStore } from '../../src/store/lowdb/index.ts'
import { openPostgresStore } from '../../src/store/postgres/index.ts'
import { digestOf, TABLE_NAMES } from '../../src/store/tables/index.ts'
import { fillFolder } from '../store/fill.ts'
import { createDatabase } from '../support/postgres/database.ts'

const database = await createDatabase()
const url = database?.url ?? ''

describe.skipIf(database === undefined)('npm run data -- migrate', () => {
  let dir: string
  let back: string

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'dalil-from-'))
    back = mkdtempSync(join(tmpdir(), 'dalil-back-'))
    await fillFolder(dir)
  })

  afterEach(async () => {
    for (const folder of [dir, back]) rmSync(folder, { recursive: true, force: true })
    await database?.clear()
  })

  afterAll(() => database?.drop())

  const there = (dataDir: string, replace = false) =>
    migrateToPostgres({ config: { databaseUrl: url, dataDir }, replace })
  const folder = (path: string) => digestOf(keptInFolder(path).rows())
  const open = () => openPostgresStore({ url, logger: silentLogger })

  it('moves every row of every table over, and back', async () => {
    const before = await folder(dir)
    const moved = await there(dir)
    const kept = await keptInDatabase(url)
    const inDatabase = await digestOf(kept.rows())
    await migrateToLowdb({ config: { databaseUrl: url, dataDir: back }, replace: false })

    expect(TABLE_NAMES.filter((name) => before[name].rows === 0)).toEqual([])
    expect(moved.digest).toEqual(before)
    expect(inDatabase).toEqual(before)
    expect(await folder(back)).toEqual(before)
  })

  it('leaves the folder that it moves from as it was', async () => {
    const before = readdirSync(dir)
    await there(dir)

    expect(readdirSync(dir)).toEqual(before)
  })

  it('puts nothing on top of what a database holds, unless told to replace it', async () => {
    const store = await open()
    await store.settings.put('mine', 'kept')
    await store.close()

    await expect(there(dir)).rejects.toMatchObject({
      code: 'store:not_empty',
      message: expect.stringContaining('--replace'),
    })
    const rows = await database?.query('select name from settings')
    expect(rows).toEqual([{ name: 'mine' }])

    const moved = await there(dir, true)
    expect(moved.digest).toEqual(await folder(dir))
  })

  it('changes nothing where what arrives is not what left', async () => {
    await database?.query(
      `create function damage() returns trigger language plpgsql as
       $$ begin new.session := 'damaged'; return new; end $$`,
    )
    await database?.query(
      'create trigger damage before insert on people for each row execute function damage()',
    )

    const attempt = there(dir)

    await expect(attempt).rejects.toMatchObject({
      code: 'store:not_the_same',
      message: expect.stringContaining('people (2 → 2)'),
    })
    await database?.query('drop function damage cascade')
    expect(await database?.query('select * from settings')).toEqual([])
  })

  it('refuses while Dalil runs, on either side', async () => {
    const running = await open()
    await expect(there(dir)).rejects.toMatchObject({ code: 'store:locked' })
    await running.close()

    const embedded = await openLowdbStore({ dir, clock: systemClock, logger: silentLogger })
    await expect(there(dir)).rejects.toMatchObject({ code: 'store:locked' })
    await embedded.close()
  })

  it('is a command that says what it did, as are those on a database', async () => {
    const run = (args: readonly string[], input = '') => {
      const flags = ['src/run.mjs', 'cli/data.ts', ...args]
      const env = { ...process.env, DATA_DIR: dir, DATABASE_URL: url }
      const { status, stdout, stderr } = spawnSync(process.execPath, flags, { env, input })
      return { status, stdout: stdout.toString(), stderr: stderr.toString() }
    }

    const moved = run(['migrate', '--to', 'postgres'])
    const verified = run(['verify', '--json'])
    const exported = run(['export'])

    expect(moved).toMatchObject({ status: 0, stderr: '' })
    expect(moved.stdout).toContain('read again and found the same')
    expect(moved.stdout).not.toContain('postgres://')
    expect(JSON.parse(verified.stdout).rows.people).toBe(2)
    expect(exported.stdout.split('\n')).toContain('{"table":"settings","key":"note","value":""}')
    expect(run(['migrate', '--to', 'nowhere']).status).toBe(2)
  })

  it('shows the doctor the same traffic as before', async () => {
    await there(dir)
    const before = await readTraffic({ dataDir: dir })
    const after = await readTraffic({ dataDir: back, databaseUrl: url })

    expect(after.factsOf('telegram')).toEqual(before.factsOf('telegram'))
    expect(after.factsOf('telegram')).toContain('1 message(s) could not be delivered')
  })

  it('lets a database be backed up and restored like a folder', async () => {
    await there(dir)
    const kept = await keptInDatabase(url)
    const before = await digestOf(kept.rows())
    const backup = join(back, 'backups', 'one.backup')
    const rows = await kept.backup(backup)
    await database?.clear()

    expect(await kept.restore(backup)).toBe(rows)
    expect(await digestOf(kept.rows())).toEqual(before)
  })
})
