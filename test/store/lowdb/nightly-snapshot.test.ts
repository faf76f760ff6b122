import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createNightlySnapshot } from '../../../src/store/lowdb/index.ts'
import { person } from '../records.ts'
import { createFolder, type Folder } from './folder.ts'

describe('the snapshot of every night', () => {
  let folder: Folder

  beforeEach(async () => {
    folder = await createFolder()
  })

  afterEach(() => folder.dispose())

  /** Everything that lies in the folder. */
  const bytes = () =>
    readdirSync(folder.dir)
      .map((name) => readFileSync(join(folder.dir, name), 'utf8'))
      .join('\n')

  it('leaves nothing in the files of who was erased, and all of the others', async () => {
    const store = await folder.open()
    await store.people.put(person('amina'))
    await store.people.put(person('badr'))
    const { id } = person('amina')
    await store.people.delete(id)
    const before = bytes()

    await createNightlySnapshot(store).work()

    expect(before).toContain(id)
    expect(bytes()).not.toContain(id)
    expect(bytes()).toContain(person('badr').id)
    await store.close()
  })
})
