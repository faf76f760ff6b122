import { readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nodeDisk } from '../../../src/store/lowdb/index.ts'
import { acquireLock } from '../../../src/store/lowdb/lock.ts'
import { ownIdentity } from '../../../src/store/lowdb/process-identity.ts'
import { createFolder, type Folder } from './folder.ts'

describe('acquireLock', () => {
  let folder: Folder
  let path: string

  beforeEach(async () => {
    folder = await createFolder()
    path = join(folder.dir, 'lock')
  })

  afterEach(async () => {
    await folder.dispose()
  })

  it('refuses a folder that a living process uses, and names it', async () => {
    const lock = await acquireLock(nodeDisk, folder.dir)

    await expect(acquireLock(nodeDisk, folder.dir)).rejects.toMatchObject({
      code: 'store:locked',
      message: expect.stringContaining(`process ${process.pid}`),
      details: { pid: process.pid },
    })
    await lock.release()
  })

  it('gives the folder to the next one after it was released', async () => {
    await (await acquireLock(nodeDisk, folder.dir)).release()
    const lock = await acquireLock(nodeDisk, folder.dir)

    await expect(readFile(path, 'utf8')).resolves.toContain(`"pid":${process.pid}`)
    await lock.release()
  })

  it('takes over from a process that is no more', async () => {
    await writeFile(path, JSON.stringify({ ...ownIdentity(), pid: 2 ** 22 + 1 }))

    const lock = await acquireLock(nodeDisk, folder.dir)

    await expect(readFile(path, 'utf8')).resolves.toContain(`"pid":${process.pid}`)
    await lock.release()
  })

  it.runIf(process.platform === 'linux')(
    'takes over from an earlier process that had the same number',
    async () => {
      await writeFile(path, JSON.stringify({ ...ownIdentity(), birth: 'another-boot:1' }))

      const lock = await acquireLock(nodeDisk, folder.dir)

      await expect(readFile(path, 'utf8')).resolves.not.toContain('another-boot')
      await lock.release()
    },
  )

  it('takes over a lock that was left half written', async () => {
    await writeFile(path, '{"pid":')

    await (await acquireLock(nodeDisk, folder.dir)).release()
  })

  it('gives the folder to one of many that find a stale lock at once', async () => {
    await writeFile(path, JSON.stringify({ ...ownIdentity(), pid: 2 ** 22 + 1 }))

    const results = await Promise.allSettled(
      Array.from({ length: 8 }, () => acquireLock(nodeDisk, folder.dir)),
    )

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('is not stopped by a process that died while it took a stale lock away', async () => {
    await writeFile(path, JSON.stringify({ ...ownIdentity(), pid: 2 ** 22 + 1 }))
    await writeFile(`${path}.taking`, '')
    await utimes(`${path}.taking`, 1, 1)

    const lock = await acquireLock(nodeDisk, folder.dir)

    await expect(readFile(path, 'utf8')).resolves.toContain(`"pid":${process.pid}`)
    await expect(readFile(`${path}.taking`)).rejects.toMatchObject({ code: 'ENOENT' })
    await lock.release()
  })

  it('leaves alone a lock that another process has taken since', async () => {
    const lock = await acquireLock(nodeDisk, folder.dir)
    await writeFile(path, JSON.stringify({ pid: 1, birth: 'x' }))

    await lock.release()

    await expect(readFile(path, 'utf8')).resolves.toContain('"pid":1')
  })

  describe('where the process cannot be seen, as in another container', () => {
    const times = { beatMs: 20, silentMs: 60, staleMs: 60_000 }
    const elsewhere = { pid: 1, birth: 'boot:1', space: 'another' }

    it('refuses while the lock is touched now and then', async () => {
      const lock = await acquireLock(nodeDisk, folder.dir, times)
      await writeFile(path, JSON.stringify(elsewhere))

      await expect(acquireLock(nodeDisk, folder.dir, times)).rejects.toMatchObject({
        code: 'store:locked',
        details: { pid: 1 },
      })
      await lock.release()
    })

    it('takes over when nothing is heard of it', async () => {
      await writeFile(path, JSON.stringify(elsewhere))

      const lock = await acquireLock(nodeDisk, folder.dir, times)

      await expect(readFile(path, 'utf8')).resolves.toContain(`"pid":${process.pid}`)
      await lock.release()
    })

    it('takes over at once what is long silent', async () => {
      await writeFile(path, JSON.stringify(elsewhere))
      await utimes(path, 1, 1)

      const lock = await acquireLock(nodeDisk, folder.dir, { ...times, silentMs: 3_600_000 })

      await lock.release()
    })
  })
})
