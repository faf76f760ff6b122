import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file system of a few megabytes. */
export interface TinyDisk {
  readonly dir: string
  /** Takes all the room that is left. */
  fill(): void
  /** Gives it back. */
  free(): void
  /** Lets nobody write from now on, where nothing is open; whether that is possible. */
  close(): boolean
  open(): void
  dispose(): void
}

/** Mounts a small file system in memory; `undefined` where this user may not. */
export function createTinyDisk(megabytes: number): TinyDisk | undefined {
  const dir = mkdtempSync(join(tmpdir(), 'dalil-tiny-'))
  const run = (...words: readonly string[]) =>
    spawnSync(words[0] ?? '', words.slice(1)).status === 0
  const isMounted =
    process.platform === 'linux' &&
    run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', dir)
  if (!isMounted) {
    rmSync(dir, { recursive: true, force: true })
    return undefined
  }
  const ballast = join(dir, 'ballast')
  return {
    dir,
    fill() {
      try {
        writeFileSync(ballast, Buffer.alloc(megabytes << 20))
      } catch {
        // It ends where the disk does.
      }
    },
    free: () => rmSync(ballast, { force: true }),
    close: () => run('mount', '-o', 'remount,ro', dir),
    open: () => void run('mount', '-o', 'remount,rw', dir),
    dispose() {
      run('umount', '-l', dir)
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
