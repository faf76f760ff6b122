import { readdirSync, writeFileSync } from 'node:fs'
import { truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { silentLogger } from '../../../src/ports/index.ts'
import { createNightlyTidying, importRows, nodeDisk } from '../../../src/store/lowdb/index.ts'
import { person } from '../records.ts'
import { createFolder, type Folder, NOW } from './folder.ts'

const DAY = 86_400_000

describe('what was moved aside', () => {
  let folder: Folder

  beforeEach(async () => {
    folder = await createFolder()
    const store = await folder.open()
    await store.people.put(person('amina'))
    await store.close()
    const journal = join(folder.dir, 'journal-00000001.log')
    await truncate(journal, 60)
    await (await folder.open()).close()
    async function* nothing() {}
    await importRows(nodeDisk, folder.dir, { rows: nothing(), now: NOW })
  })

  afterEach(() => folder.dispose())

  const aside = () =>
    readdirSync(folder.dir).filter((name) => /^journal(?:\.torn|.*\.before-restore)-/u.test(name))

  const tidy = (days: number, now: number) =>
    createNightlyTidying({
      ...{ dir: folder.dir, days, clock: { now: () => now }, logger: silentLogger },
    }).work()

  it('by a repair and by a restore stays as long as a backup, and no longer', async () => {
    expect(aside()).toHaveLength(2)
    await tidy(14, NOW + 14 * DAY)
    expect(aside()).toHaveLength(2)

    await tidy(14, NOW + 14 * DAY + 1)

    expect(aside()).toEqual([])
  })

  it('stays for a day where no backups are kept', async () => {
    await tidy(0, NOW + DAY)
    expect(aside()).toHaveLength(2)

    await tidy(0, NOW + DAY + 1)

    expect(aside()).toEqual([])
  })

  it('is all that is deleted', async () => {
    const others = ['dalil.key', 'notes.torn-2020-01-01T00-00-00-000Z', 'journal-00000009.log.old']
    for (const name of others) writeFileSync(join(folder.dir, name), '')
    const before = readdirSync(folder.dir).filter((name) => !aside().includes(name))

    await tidy(0, NOW + 999 * DAY)

    expect(readdirSync(folder.dir)).toEqual(before)
  })
})
