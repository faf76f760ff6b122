import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { silentLogger } from '../../../src/ports/index.ts'
import {
  createNightlyBackup,
  type LowdbStore,
  nodeDisk,
  verifyBackup,
} from '../../../src/store/lowdb/index.ts'
import { person } from '../records.ts'
import { createFolder, type Folder, NOW } from './folder.ts'

const DAY = 86_400_000

describe('the backup of every night', () => {
  let folder: Folder
  let store: LowdbStore

  beforeEach(async () => {
    folder = await createFolder()
    store = await folder.open()
    await store.people.put(person('amina'))
  })

  afterEach(async () => {
    await store.close()
    await folder.dispose()
  })

  const backups = () => readdirSync(join(folder.dir, 'backups')).sort()

  async function backUp(days: number, now: number): Promise<void> {
    const clock = { now: () => now }
    const { dir } = folder
    await createNightlyBackup({ store, dir, days, clock, logger: silentLogger }).work()
  }

  it('holds all that is kept', async () => {
    await backUp(7, NOW)

    const [name = ''] = backups()
    const { rows } = await verifyBackup(nodeDisk, join(folder.dir, 'backups', name))
    expect(name).toBe('dalil-2026-03-31T12-00-00-000Z.backup')
    expect(rows.people).toBe(1)
  })

  it('goes when it is older than so many days', async () => {
    for (const day of [0, 1, 2, 3]) await backUp(2, NOW + day * DAY)

    expect(backups()).toEqual([
      'dalil-2026-04-01T12-00-00-000Z.backup',
      'dalil-2026-04-02T12-00-00-000Z.backup',
      'dalil-2026-04-03T12-00-00-000Z.backup',
    ])
  })

  it('stays, however old, where none that is newer could be written', async () => {
    await backUp(2, NOW)
    store = { ...store, backup: () => Promise.reject(new Error('the disk is full')) }

    await expect(backUp(2, NOW + 30 * DAY)).rejects.toThrow('full')

    expect(backups()).toEqual(['dalil-2026-03-31T12-00-00-000Z.backup'])
  })

  it('deletes nothing that is no backup of ours', async () => {
    mkdirSync(join(folder.dir, 'backups'))
    writeFileSync(join(folder.dir, 'backups', 'dalil-mine.backup'), '')
    await backUp(1, NOW)
    await backUp(1, NOW + 9 * DAY)

    expect(backups()).toEqual(['dalil-2026-04-09T12-00-00-000Z.backup', 'dalil-mine.backup'])
  })
})
