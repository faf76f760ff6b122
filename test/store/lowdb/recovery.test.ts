import { copyFile, readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Disk } from '../../../src/store/lowdb/index.ts'
import { AMINA, BILAL, outgoing, person } from '../records.ts'
import { createFaultyDisk, diskError } from './faulty-disk.ts'
import { createFolder, type Folder } from './folder.ts'

const JOURNAL = 'journal-00000001.log'
const TORN = 'journal.torn-2026-03-31T12-00-00-000Z'

describe('openLowdbStore after a crash', () => {
  let folder: Folder

  beforeEach(async () => {
    folder = await createFolder()
  })

  afterEach(async () => {
    await folder.dispose()
  })

  const path = (name: string) => join(folder.dir, name)

  /** Keeps Amina, then Bilal with a message; returns the journal's length after each. */
  async function keepTwo(): Promise<readonly [number, number]> {
    const store = await folder.open()
    await store.people.put(person('amina'))
    const first = (await readFile(path(JOURNAL))).length
    await store.transaction(async (kept) => {
      await kept.people.put(person('bilal'))
      await kept.outbox.add(outgoing('1', { person: BILAL }))
    })
    await store.close()
    return [first, (await readFile(path(JOURNAL))).length]
  }

  it('keeps what came before a record torn at any of its bytes', async () => {
    const [first, second] = await keepTwo()
    const whole = await readFile(path(JOURNAL))

    for (let length = first + 1; length < second; length += 1) {
      await writeFile(path(JOURNAL), whole.subarray(0, length))
      const store = await folder.open()
      const found = [
        await store.people.find(AMINA),
        await store.people.find(BILAL),
        await store.outbox.find('1'),
      ]
      await store.close()

      expect(found, `torn after ${length} bytes`).toEqual([person('amina'), undefined, undefined])
      expect(await readFile(path(JOURNAL))).toEqual(whole.subarray(0, first))
      expect(await readFile(path(TORN))).toEqual(whole.subarray(first, length))
    }
  }, 60_000)

  it('says what it did with the torn tail', async () => {
    const [first, second] = await keepTwo()
    await truncate(path(JOURNAL), second - 1)

    await (await folder.open()).close()

    expect(folder.log).toEqual([
      {
        level: 'warn',
        message: 'the end of the journal was torn by a crash and moved aside',
        fields: {
          file: JOURNAL,
          keptRecords: 2,
          keptBytes: first,
          movedBytes: second - 1 - first,
          movedTo: TORN,
          movedFiles: [],
        },
      },
    ])
  })

  it('goes on writing after a torn tail', async () => {
    const [, second] = await keepTwo()
    await truncate(path(JOURNAL), second - 1)
    const store = await folder.open()
    await store.settings.put('offset', '7')
    await store.close()

    const again = await folder.open()
    expect(await again.settings.find('offset')).toBe('7')
    expect(await again.people.find(AMINA)).toEqual(person('amina'))
    await again.close()
  })

  it('keeps what came before a flipped bit and sets the rest aside, as an error', async () => {
    const store = await folder.open()
    await store.people.put(person('amina'))
    const flipped = (await readFile(path(JOURNAL))).length + 40
    await store.people.put(person('bilal'))
    await store.settings.put('offset', '7')
    await store.close()
    const bytes = await readFile(path(JOURNAL))
    bytes[flipped] = (bytes[flipped] ?? 0) ^ 1
    await writeFile(path(JOURNAL), bytes)

    const again = await folder.open()

    expect(await again.people.find(AMINA)).toEqual(person('amina'))
    expect(await again.people.find(BILAL)).toBeUndefined()
    expect(folder.log).toMatchObject([
      {
        level: 'error',
        message: 'the journal is damaged: what lies behind the damage was moved aside',
        fields: { movedTo: TORN, wholeRecordsBehind: 1 },
      },
    ])
    await again.close()
  })

  it('keeps what came before a flipped bit wherever it is in a record', async () => {
    const [first, second] = await keepTwo()
    const whole = await readFile(path(JOURNAL))

    for (let at = first; at < second; at += 1) {
      const bytes = Buffer.from(whole)
      bytes[at] = (bytes[at] ?? 0) ^ 0x04
      await writeFile(path(JOURNAL), bytes)
      const store = await folder.open()
      const found = [await store.people.count(), await store.outbox.find('1')]
      await store.close()

      expect(found, `flipped at byte ${at}`).toEqual([1, undefined])
    }
  }, 60_000)

  it('begins anew with an empty journal', async () => {
    await writeFile(path(JOURNAL), '')
    const store = await folder.open()
    await store.people.put(person('amina'))
    await store.close()

    const again = await folder.open()
    expect(await again.people.count()).toBe(1)
    await again.close()
    expect(folder.log).toEqual([])
  })

  it('sets zeros aside that a power cut left at the end', async () => {
    const [, second] = await keepTwo()
    await truncate(path(JOURNAL), second + 4096)

    const store = await folder.open()

    expect(await store.people.count()).toBe(2)
    expect(folder.log).toMatchObject([{ level: 'warn', fields: { movedBytes: 4096 } }])
    await store.close()
  })

  describe('between snapshot and journal', () => {
    /** Stops the machine, as it were, at one call of a compaction. */
    async function crashAt(
      call: Parameters<Parameters<typeof createFaultyDisk>[0]>[0],
      name: string,
    ) {
      let isBroken = false
      const disk: Disk = createFaultyDisk((made, where) => {
        if (isBroken || (made === call && where.includes(name))) {
          isBroken = true
          throw diskError('EIO')
        }
      })
      const store = await folder.open(disk)
      await store.people.put(person('amina'))
      await store.people.put(person('bilal'))
      await store.people.delete(BILAL)
      await store.compact().catch(() => {})
      await store.close()
      expect(isBroken).toBe(true)
    }

    it.each([
      ['open', 'journal-00000002.log'],
      ['sync', 'journal-00000002.log'],
      ['open', 'snapshot-00000002.log.tmp'],
      ['write', 'snapshot-00000002.log.tmp'],
      ['sync', 'snapshot-00000002.log.tmp'],
      ['rename', 'snapshot-00000002.log.tmp'],
      ['delete', 'journal-00000001.log'],
    ] as const)('loses nothing when it stops at %s %s', async (call, name) => {
      await crashAt(call, name)
      await writeFile(path('lock'), '')

      const store = await folder.open()

      expect(await store.people.find(AMINA)).toEqual(person('amina'))
      expect(await store.people.count()).toBe(1)
      await store.close()
      expect((await readdir(folder.dir)).filter((file) => file.endsWith('.tmp'))).toEqual([])
    })
  })

  it('reads a snapshot with the journal that was written beside it', async () => {
    const store = await folder.open()
    for (let number = 0; number < 500; number += 1) {
      await store.people.put(person(`p-${number}`))
    }
    const compacting = store.compact()
    await Promise.all(
      Array.from({ length: 500 }, (_, number) => store.people.put(person(`p-${number + 250}`))),
    )
    await store.people.delete(AMINA)
    await compacting
    await store.settings.put('offset', '7')
    await store.close()

    const again = await folder.open()
    expect(await again.people.count()).toBe(750)
    expect(await again.settings.find('offset')).toBe('7')
    await again.close()
    expect((await readdir(folder.dir)).sort()).toEqual([
      'journal-00000002.log',
      'snapshot-00000002.log',
    ])
  })

  it('refuses a damaged snapshot, names it, and changes nothing', async () => {
    const store = await folder.open()
    await store.people.put(person('amina'))
    await store.compact()
    await store.close()
    const snapshot = path('snapshot-00000002.log')
    const whole = await readFile(snapshot)
    await copyFile(snapshot, path('copy'))
    await truncate(snapshot, whole.length - 3)

    await expect(folder.open()).rejects.toMatchObject({
      code: 'store:damaged',
      message: expect.stringContaining('snapshot-00000002.log'),
    })
    expect(await readFile(snapshot)).toEqual(whole.subarray(0, -3))

    await copyFile(path('copy'), snapshot)
    const again = await folder.open()
    expect(await again.people.count()).toBe(1)
    await again.close()
  })

  it('refuses an empty snapshot', async () => {
    await writeFile(path('snapshot-00000002.log'), '')
    await writeFile(path('journal-00000002.log'), '')

    await expect(folder.open()).rejects.toMatchObject({ code: 'store:damaged' })
  })

  it('refuses to begin where a journal is missing', async () => {
    const store = await folder.open()
    await store.people.put(person('amina'))
    await store.close()
    await copyFile(path(JOURNAL), path('journal-00000003.log'))

    await expect(folder.open()).rejects.toMatchObject({
      code: 'store:damaged',
      message: expect.stringContaining('journal-00000002.log is missing'),
    })
  })

  it('refuses files of a newer Dalil', async () => {
    const { encodeRecord } = await import('../../../src/store/lowdb/framing.ts')
    await writeFile(path(JOURNAL), encodeRecord('{"dalil":"journal","format":2}'))

    await expect(folder.open()).rejects.toMatchObject({ code: 'store:newer_format' })
  })

  it('says which file cannot be read', async () => {
    await keepTwo()
    const disk = createFaultyDisk((call, where) => {
      if (call === 'open' && where.endsWith(JOURNAL)) throw diskError('EACCES')
    })

    await expect(folder.open(disk)).rejects.toMatchObject({
      code: 'store:damaged',
      message: expect.stringContaining(`${JOURNAL} cannot be opened`),
    })
  })
})
