import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AMINA, person } from '../records.ts'
import { createFaultyDisk, type DiskCall, diskError } from './faulty-disk.ts'
import { createFolder, type Folder } from './folder.ts'

describe('the embedded store on a failing disk', () => {
  let folder: Folder
  /** What the journal's calls fail with at the moment. */
  let fault: { readonly code: string; readonly calls: readonly DiskCall[] } | undefined

  beforeEach(async () => {
    folder = await createFolder()
    fault = undefined
  })

  afterEach(async () => {
    await folder.dispose()
  })

  const disk = createFaultyDisk((call, path) => {
    if (path.includes('journal') && fault?.calls.includes(call)) throw diskError(fault.code)
  })

  it('says that a folder is read-only, and what to do', async () => {
    const readOnly = createFaultyDisk((call) => {
      if (call === 'open' || call === 'makeFolder') throw diskError('EROFS')
    })

    await expect(folder.open(readOnly)).rejects.toMatchObject({
      code: 'store:read_only',
      message: expect.stringContaining('set DATA_DIR to another folder'),
    })
  })

  it('says that the disk is full when it cannot even begin', async () => {
    const full = createFaultyDisk((call) => {
      if (call === 'write') throw diskError('ENOSPC')
    })

    await expect(folder.open(full)).rejects.toMatchObject({
      code: 'store:write_failed',
      message: expect.stringContaining('disk is full'),
    })
  })

  it.each([
    ['ENOSPC', ['write'], 'store:write_failed'],
    ['ENOSPC', ['sync'], 'store:write_failed'],
    ['EIO', ['sync', 'truncate'], 'store:write_failed'],
    ['EROFS', ['write', 'sync', 'truncate'], 'store:read_only'],
  ] as const)('keeps nothing of a write that ended in %s at %s', async (code, calls, expected) => {
    const store = await folder.open(disk)
    await store.people.put(person('amina'))
    fault = { code, calls }

    const attempt = store.people.put(person('amina', { session: 'newer' }))

    await expect(attempt).rejects.toMatchObject({ code: expected })
    expect(await store.people.find(AMINA)).toEqual(person('amina'))
    await store.close()

    fault = undefined
    const again = await folder.open()
    expect(await again.people.count()).toBe(1)
    await again.close()
  })

  it('writes again as soon as the disk has room, without a hole', async () => {
    const store = await folder.open(disk)
    await store.people.put(person('amina'))
    fault = { code: 'ENOSPC', calls: ['write', 'truncate'] }
    await expect(store.people.put(person('b'))).rejects.toThrow()
    await expect(store.people.put(person('c'))).rejects.toThrow()
    fault = undefined

    await store.people.put(person('d'))
    await store.close()

    const again = await folder.open()
    const ids = (await again.people.listIdle(Infinity, 10)).map(({ id }) => id)
    expect(ids).toEqual(['amina', 'd'])
    expect(folder.log).toEqual([])
    await again.close()
  })

  it('fails every transaction of a group that could not be written', async () => {
    const store = await folder.open(disk)
    fault = { code: 'ENOSPC', calls: ['write'] }

    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, number) => store.people.put(person(`p-${number}`))),
    )

    expect(results.every(({ status }) => status === 'rejected')).toBe(true)
    expect(await store.people.count()).toBe(0)
    await store.close()
  })

  it('goes on when a snapshot cannot be written', async () => {
    const full = createFaultyDisk((call, path) => {
      if (call === 'write' && path.includes('snapshot')) throw diskError('ENOSPC')
    })
    const store = await folder.open(full)
    await store.people.put(person('amina'))

    await expect(store.compact()).rejects.toThrow('ENOSPC')
    await store.people.put(person('bilal'))
    await store.close()

    const again = await folder.open()
    expect(await again.people.count()).toBe(2)
    await again.close()
  })

  it('compacts by itself when the journal has grown long', async () => {
    const store = await folder.open()
    const session = 'x'.repeat(300_000)
    for (let number = 0; number < 30; number += 1) {
      await store.people.put(person('amina', { session: `${number}${session}` }))
    }
    await store.compact()
    await store.close()

    expect(folder.log.map(({ message }) => message)).toContain('the journal was compacted')
    const again = await folder.open()
    expect((await again.people.find(AMINA))?.session).toBe(`29${session}`)
    await again.close()
  })
})
