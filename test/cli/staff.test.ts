import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { silentLogger, systemClock } from '../../src/ports/index.ts'
import { openLowdbStore } from '../../src/store/lowdb/index.ts'
import { createStaffRoom, PASSWORD } from '../support/staff.ts'

describe('npm run staff', () => {
  let dir: string

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'dalil-staff-'))
  })

  afterEach(() => {
    rmSync(dir, { recursive: true, force: true })
  })

  function run(args: readonly string[], input = '') {
    const flags = ['src/run.mjs', 'cli/staff.ts', ...args]
    const env = { ...process.env, DATA_DIR: dir, PUBLIC_URL: 'https://dalil.example' }
    const { status, stdout, stderr } = spawnSync(process.execPath, flags, { env, input })
    return { status, stdout: stdout.toString(), stderr: stderr.toString() }
  }

  const open = () => openLowdbStore({ dir, clock: systemClock, logger: silentLogger })

  it('adds an account whose password comes from standard input, and lists it', async () => {
    const added = run(['add', 'Salma', '--role', 'admin'], `${PASSWORD}\n`)

    expect(added).toMatchObject({ status: 0, stderr: '' })
    expect(added.stdout).not.toContain(PASSWORD)
    expect(run(['list']).stdout).toMatch(/^salma +admin +\d{4}-\d\d-\d\d\n$/u)
    const store = await open()
    const room = createStaffRoom(store)
    await expect(room.staff.entrance.signIn('salma', PASSWORD)).resolves.toBeDefined()
    const { id } = await room.get('salma')
    expect(await room.audited()).toContainEqual({
      ...{ by: 'terminal', action: 'joined', target: id, role: 'admin' },
    })
    await store.close()
  })

  it('makes links that lead to the public address, of an invitation and of a reset', () => {
    run(['add', 'salma'], `${PASSWORD}\n`)

    const invite = run(['invite', '--role', 'editor']).stdout
    expect(invite).toMatch(/^https:\/\/dalil\.example\/staff\/join\?token=[\w-]{32}\n/u)
    expect(invite).toContain('role editor')
    expect(run(['reset', 'salma']).stdout).toMatch(
      /^https:\/\/dalil\.example\/staff\/reset\?token=[\w-]{32}\n/u,
    )
  })

  it('while Dalil runs says so, and what to do instead', async () => {
    const store = await open()
    const { status, stderr } = run(['invite'])
    await store.close()

    expect(status).toBe(1)
    expect(stderr).toContain(`process ${process.pid}`)
    expect(stderr).toContain('/staff/people')
  })

  it('refuses a weak password and an unknown name, and changes nothing', () => {
    expect(run(['add', 'salma'], 'short\n')).toMatchObject({ status: 1 })
    expect(run(['reset', 'salma']).stderr).toBe('There is no account "salma"; see "list".\n')
    expect(run(['list']).stdout).toBe(
      'Nobody yet. The first account is made by the link of "npm start".\n',
    )
  })

  it('says how it is used, with status 2', () => {
    expect(run([])).toMatchObject({ status: 2, stdout: '' })
    expect(run(['invite', '--role', 'boss']).stderr).toContain('--role must be one of viewer')
  })
})
