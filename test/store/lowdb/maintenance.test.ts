import { readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  backupStore,
  exportRows,
  importRows,
  nodeDisk,
  restoreStore,
  verifyBackup,
  verifyStore,
} from '../../../src/store/lowdb/index.ts'
import type { Row } from '../../../src/store/tables/index.ts'
import { AMINA, BILAL, outgoing, person } from '../records.ts'
import { createFolder, type Folder, NOW } from './folder.ts'

describe('maintenance of the embedded store', () => {
  let folder: Folder

  beforeEach(async () => {
    folder = await createFolder()
  })

  afterEach(async () => {
    await folder.dispose()
  })

  const path = (name: string) => join(folder.dir, name)

  async function keep(...ids: string[]): Promise<void> {
    const store = await folder.open()
    for (const id of ids) await store.people.put(person(id))
    await store.close()
  }

  describe('verifyStore', () => {
    it('counts what is there', async () => {
      await keep('amina', 'bilal')

      const found = await verifyStore(nodeDisk, folder.dir)

      expect(found.rows.people).toBe(2)
      expect(found.files).toEqual(['journal-00000001.log'])
      expect(found.torn).toBeUndefined()
      expect(found.holder).toBeUndefined()
    })

    it('names the torn place and changes nothing', async () => {
      await keep('amina')
      const whole = await readFile(path('journal-00000001.log'))
      await truncate(path('journal-00000001.log'), whole.length - 1)

      const { torn, rows } = await verifyStore(nodeDisk, folder.dir)

      expect(rows.people).toBe(0)
      expect(torn).toEqual({
        ...{ file: 'journal-00000001.log', offset: 49, bytes: whole.length - 50 },
        isDamage: false,
      })
      expect(await readFile(path('journal-00000001.log'))).toEqual(whole.subarray(0, -1))
    })

    it('reads a folder that is in use, and names the process', async () => {
      const store = await folder.open()
      await store.people.put(person('amina'))

      const found = await verifyStore(nodeDisk, folder.dir)

      expect(found.holder).toBe(process.pid)
      expect(found.rows.people).toBe(1)
      await store.close()
    })

    it('says that there is no such folder', async () => {
      await expect(verifyStore(nodeDisk, path('none'))).rejects.toMatchObject({
        code: 'store:missing',
      })
    })
  })

  describe('backup', () => {
    it('holds one moment, though turns go on while it is written', async () => {
      const store = await folder.open()
      for (let number = 0; number < 300; number += 1) await store.people.put(person(`p-${number}`))
      const writing = store.backup(path('b'))
      await Promise.all(
        Array.from({ length: 300 }, (_, number) =>
          store.transaction(async (kept) => {
            await kept.outbox.add(outgoing(`o-${number}`))
            await kept.people.put(person(`p-${number}`, { lastSeenAt: 5000 }))
          }),
        ),
      )
      await writing
      await store.close()
      await restoreStore(nodeDisk, folder.dir, { backup: path('b'), now: NOW })

      const again = await folder.open()
      const { waiting } = await again.outbox.count()
      const changed = (await again.people.listIdle(Infinity, 1000)).filter(
        ({ lastSeenAt }) => lastSeenAt === 5000,
      )
      expect(changed).toHaveLength(waiting)
      expect(await again.people.count()).toBe(300)
      await again.close()
    })

    it('is written by another process too', async () => {
      const store = await folder.open()
      await store.people.put(person('amina'))

      expect(await backupStore(nodeDisk, folder.dir, path('b'))).toBe(1)
      expect((await verifyBackup(nodeDisk, path('b'))).rows.people).toBe(1)
      await store.close()
    })

    it('is refused when a byte of it changed', async () => {
      await keep('amina')
      await backupStore(nodeDisk, folder.dir, path('b'))
      const bytes = await readFile(path('b'))
      bytes[100] = (bytes[100] ?? 0) ^ 1
      await writeFile(path('b'), bytes)

      await expect(verifyBackup(nodeDisk, path('b'))).rejects.toMatchObject({
        code: 'store:damaged',
      })
    })
  })

  describe('restoreStore', () => {
    it('brings back what was kept then, and leaves what was there beside it', async () => {
      await keep('amina')
      await backupStore(nodeDisk, folder.dir, path('b'))
      await keep('bilal')

      expect(await restoreStore(nodeDisk, folder.dir, { backup: path('b'), now: NOW })).toBe(1)

      const store = await folder.open()
      expect(await store.people.find(AMINA)).toEqual(person('amina'))
      expect(await store.people.find(BILAL)).toBeUndefined()
      await store.close()
      expect(await readdir(folder.dir)).toContain(
        'journal-00000001.log.before-restore-2026-03-31T12-00-00-000Z',
      )
    })

    it('works where the data is damaged', async () => {
      await keep('amina')
      await backupStore(nodeDisk, folder.dir, path('b'))
      await writeFile(path('snapshot-00000007.log'), 'damaged')

      await restoreStore(nodeDisk, folder.dir, { backup: path('b'), now: NOW })

      const store = await folder.open()
      expect(await store.people.count()).toBe(1)
      await store.close()
    })

    it('refuses while Dalil runs', async () => {
      const store = await folder.open()
      await store.people.put(person('amina'))
      await store.backup(path('b'))

      await expect(
        restoreStore(nodeDisk, folder.dir, { backup: path('b'), now: NOW }),
      ).rejects.toMatchObject({ code: 'store:locked' })
      await store.close()
    })
  })

  describe('importRows', () => {
    it('takes what exportRows gave', async () => {
      const store = await folder.open()
      await store.people.put(person('amina'))
      await store.settings.put('offset', '42')
      await store.close()
      const rows: Row[] = []
      for await (const row of exportRows(nodeDisk, folder.dir)) rows.push(row)
      const other = await createFolder()

      async function* given() {
        yield* rows
      }
      await importRows(nodeDisk, other.dir, { rows: given(), now: NOW })

      const again = await other.open()
      expect(await again.people.find(AMINA)).toEqual(person('amina'))
      expect(await again.settings.find('offset')).toBe('42')
      await again.close()
      await other.dispose()
    })
  })
})
