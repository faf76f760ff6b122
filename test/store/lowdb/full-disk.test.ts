import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { silentLogger, systemClock } from '../../../src/ports/index.ts'
import { openLowdbStore } from '../../../src/store/lowdb/index.ts'

/** A real file system of two megabytes, where this user may mount one. */
const tiny = mkdtempSync(join(tmpdir(), 'dalil-tiny-'))
const isMounted =
  process.platform === 'linux' &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', tiny]).status === 0

afterAll(() => {
  if (isMounted) spawnSync('umount', [tiny])
  rmSync(tiny, { recursive: true, force: true })
})

describe.runIf(isMounted)('the embedded store on a disk that is really full', () => {
  const dir = join(tiny, 'data')
  const ballast = join(tiny, 'ballast')
  const open = () => openLowdbStore({ dir, clock: systemClock, logger: silentLogger })

  /** Takes all the room that is left. */
  function fill(): void {
    expect(() => writeFileSync(ballast, 'x'.repeat(3_000_000))).toThrow('ENOSPC')
  }

  it('loses nothing that was acknowledged, and goes on when there is room', async () => {
    const store = await open()
    writeFileSync(ballast, 'x'.repeat(1_000_000))
    const kept: string[] = []
    const codes = new Set<unknown>()
    for (let round = 0; round < 100; round += 1) {
      const writes = Array.from({ length: 20 }, async (_, number) => {
        const name = `${round}-${number}`
        await store.settings.put(name, 'y'.repeat(700))
        kept.push(name)
      })
      for (const { status, ...result } of await Promise.allSettled(writes)) {
        if (status === 'rejected' && 'reason' in result) codes.add(result.reason.code)
      }
    }
    expect([...codes]).toEqual(['store:write_failed'])

    unlinkSync(ballast)
    await store.settings.put('after', 'there is room')
    await store.close()

    const again = await open()
    const found = await Promise.all(['after', ...kept].map((name) => again.settings.find(name)))
    expect(found.filter((value) => value === undefined)).toEqual([])
    expect(kept.length).toBeGreaterThan(500)
    await again.close()
  })

  it('says so when it cannot even begin, and begins when there is room', async () => {
    fill()
    await expect(open()).rejects.toMatchObject({
      code: 'store:write_failed',
      message: expect.stringContaining('disk is full'),
    })

    unlinkSync(ballast)
    const store = await open()
    expect(await store.settings.find('after')).toBe('there is room')
    await store.close()
  })
})
