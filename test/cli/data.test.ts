import { spawnSync } from 'node:child_process'
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { silentLogger, systemClock } from '../../src/ports/index.ts'
import { createKeyring, createSealer } from '../../src/privacy/index.ts'
import { openLowdbStore } from '../../src/store/lowdb/index.ts'
import { BILAL, person } from '../store/records.ts'

describe('npm run data', () => {
  let dir: string

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'dalil-data-'))
    const store = await openLowdbStore({ dir, clock: systemClock, logger: silentLogger })
    await store.settings.put('offset', '42')
    await store.close()
  })

  afterEach(() => {
    rmSync(dir, { recursive: true, force: true })
  })

  function run(args: readonly string[], input = '', settings: NodeJS.ProcessEnv = {}) {
    const flags = ['src/run.mjs', 'cli/data.ts', ...args]
    const env = { ...process.env, DATA_DIR: dir, ...settings }
    const { status, stdout, stderr } = spawnSync(process.execPath, flags, { env, input })
    return { status, stdout: stdout.toString(), stderr: stderr.toString() }
  }

  it('verifies what is kept, as a person reads it and as JSON', () => {
    expect(run(['verify']).stdout).toMatch(
      /settings: 1 {2}6973a48118a413e1\n(\w+: 0\n)*(files: .*\n)?every record is whole\n/u,
    )
    expect(JSON.parse(run(['verify', '--json']).stdout)).toMatchObject({
      ok: true,
      rows: { settings: 1, people: 0 },
    })
  })

  it('ends with status 1 where a journal is torn', () => {
    truncateSync(join(dir, 'journal-00000001.log'), 60)

    const { status, stdout } = run(['verify'])

    expect(status).toBe(1)
    expect(stdout).toContain('journal-00000001.log is torn at byte 49')
  })

  it('says of a damaged journal that a backup leaves out what lies behind, and keeps older ones', async () => {
    const store = await openLowdbStore({ dir, clock: systemClock, logger: silentLogger })
    await store.settings.put('offset', '43')
    expect(run(['verify']).status).toBe(0)
    const file = await open(join(dir, 'journal-00000001.log'), 'r+')
    await file.write('X', 70)
    await file.close()

    const verified = run(['verify'])
    const backup = run(['backup', '--keep', '7'])

    expect([verified.status, backup.status]).toEqual([1, 1])
    expect(verified.stdout).toContain('whole records lie behind it')
    expect(backup.stderr).toContain('It holds no more than can be read.')
    await store.close()
  })

  it('exports and imports', () => {
    const { stdout } = run(['export'])
    expect(stdout).toBe('{"table":"settings","key":"offset","value":"42"}\n')

    const imported = run(['import'], stdout.replace('42', '43'))
    expect(imported).toMatchObject({ status: 0, stdout: `1 rows imported to ${dir}\n` })
    expect(run(['export']).stdout).toContain('"43"')
  })

  it('refuses a line that is no row, and changes nothing', () => {
    const { status, stderr } = run(['import'], '{"table":"nobody","key":"a","value":"b"}\n')

    expect(status).toBe(1)
    expect(stderr).toContain('Line 1 is not')
    expect(run(['export']).stdout).toContain('"42"')
  })

  it('writes a backup and restores it', () => {
    expect(run(['backup', '--keep', '7']).status).toBe(0)
    const [name] = readdirSync(join(dir, 'backups'))
    const file = join(dir, 'backups', name ?? '')
    expect(run(['verify', file]).stdout).toMatch(
      /settings: 1 {2}6973a48118a413e1\n(\w+: 0\n)*(files: .*\n)?every record is whole\n/u,
    )
    run(['import'], '')

    expect(run(['restore', file]).stdout).toBe(`1 rows restored from ${file} to ${dir}\n`)
    expect(run(['export']).stdout).toContain('"42"')
  })

  it('makes a new key and seals all that is kept with it', async () => {
    const sealer = createSealer(createKeyring({ dir }))
    const store = await openLowdbStore({ dir, clock: systemClock, logger: silentLogger })
    await store.people.put(person('amina', { address: sealer.seal('a', 'address') }))
    await store.people.put(
      person('bilal', {
        address: sealer.seal('b', 'address'),
        session: sealer.seal('c', 'session'),
      }),
    )
    await store.close()

    const { status, stdout } = run(['rotate-key'])

    const keyring = createKeyring({ dir })
    expect(stdout).toContain(`3 rows are sealed with the new key ${keyring.sealing[0]?.id}\n`)
    expect(stdout).toContain('1 texts were sealed with a key that is lost')
    expect(status).toBe(1)
    const again = await openLowdbStore({ dir, clock: systemClock, logger: silentLogger })
    const bilal = await again.people.find(BILAL)
    expect(bilal?.address.split('.')[1]).toBe(keyring.sealing[0]?.id)
    expect(createSealer(keyring).open(bilal?.session ?? '', 'session')).toBe('c')
    await again.close()
    expect(readdirSync(dir).filter((name) => name.includes('before'))).toEqual([])
  })

  it('seals all with the key of DALIL_KEY, where the old one stands in the file', async () => {
    const sealer = createSealer(createKeyring({ dir }))
    const store = await openLowdbStore({ dir, clock: systemClock, logger: silentLogger })
    await store.people.put(
      person('bilal', {
        address: sealer.seal('b', 'address'),
        session: sealer.seal('c', 'session'),
      }),
    )
    await store.close()
    const setting = Buffer.alloc(32, 9).toString('base64')
    const file = join(dir, 'dalil.key')
    const old = readFileSync(file, 'utf8')
    rmSync(file)

    const tooEarly = run(['rotate-key'], '', { DALIL_KEY: old.trim() })
    writeFileSync(file, old)
    const rotated = run(['rotate-key'], '', { DALIL_KEY: setting })

    expect(tooEarly).toMatchObject({ status: 1, stderr: expect.stringContaining('Write it into') })
    expect(rotated.status).toBe(0)
    expect(readFileSync(file, 'utf8')).toBe(old)
    const again = await openLowdbStore({ dir, clock: systemClock, logger: silentLogger })
    const keyring = createKeyring({ dir, setting })
    const bilal = await again.people.find(BILAL)
    expect(bilal?.address.split('.')[1]).toBe(keyring.sealing[0]?.id)
    expect(createSealer(keyring).open(bilal?.session ?? '', 'session')).toBe('c')
    await again.close()
  })

  it('says how it is used, with status 2', () => {
    const { status, stderr } = run(['verfy'])

    expect(status).toBe(2)
    expect(stderr).toContain('There is no command "verfy". Did you mean "verify"?')
  })
})
