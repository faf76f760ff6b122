import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { DalilError } from '../../errors.ts'
import type { Disk } from './disk.ts'
import { errnoOf, toWriteError } from './failures.ts'
import { isAlive, ownIdentity, type ProcessIdentity, parseIdentity } from './process-identity.ts'

/** The file that says which process uses the folder. */
const LOCK_NAME = 'lock'

/** How long a lock file may be empty: between its creation and the writing of who holds it. */
const UNWRITTEN_MS = 300

/** Taking a stale lock away takes a moment; who needs longer is gone. */
const GUARDED_MS = 5000
const GUARD_PAUSE_MS = 50

/** How a lock shows that it is held to those who cannot see the process: other containers. */
export interface LockTimes {
  /** The file is touched so often. */
  readonly beatMs: number
  /** Who was not touched for so long while somebody watched is held by nobody. */
  readonly silentMs: number
  /** What was not touched for so long by the clock need not be watched. */
  readonly staleMs: number
}

/** A process that computes for seconds without a break must not be taken for dead. */
const TIMES: LockTimes = { beatMs: 2000, silentMs: 12_000, staleMs: 120_000 }

/** A folder that is ours. */
export interface Lock {
  release(): Promise<void>
}

/**
 * Takes a folder for this process. A lock left by a process that is no more is taken over, at once
 * where that can be seen, else after some seconds in which nothing is heard of it.
 *
 * @throws DalilError `store:locked` naming the process that has it, `store:read_only`.
 */
export async function acquireLock(disk: Disk, dir: string, times = TIMES): Promise<Lock> {
  const path = join(dir, LOCK_NAME)
  const text = JSON.stringify(ownIdentity())
  while (!(await create(disk, path, text))) {
    const found = await readHeld(disk, path)
    const holder = parseIdentity(found)
    if (holder !== undefined && (await isHeld(disk, path, holder, times))) {
      throw locked(path, holder.pid)
    }
    await takeAway(disk, path, found)
  }
  const beat = setInterval(() => {
    disk.touch(path, Date.now()).catch(() => {})
  }, times.beatMs)
  beat.unref()
  return {
    async release() {
      clearInterval(beat)
      // Somebody may have deleted the file by hand, and another process taken the folder since.
      if ((await disk.readText(path).catch(() => '')) !== text) return
      await disk.delete(path).catch(() => {})
    },
  }
}

/**
 * Does something while no other process may use a folder.
 *
 * @throws DalilError `store:locked` while Dalil runs.
 */
export async function whileLocked<T>(disk: Disk, dir: string, work: () => Promise<T>): Promise<T> {
  const lock = await acquireLock(disk, dir)
  try {
    return await work()
  } finally {
    await lock.release()
  }
}

/** The process that uses a folder now; `undefined` when there is none. */
export async function findHolder(disk: Disk, dir: string): Promise<number | undefined> {
  const path = join(dir, LOCK_NAME)
  const holder = parseIdentity(await disk.readText(path).catch(() => ''))
  if (holder === undefined) return undefined
  return (await isHeld(disk, path, holder, TIMES)) ? holder.pid : undefined
}

async function isHeld(
  disk: Disk,
  path: string,
  holder: ProcessIdentity,
  times: LockTimes,
): Promise<boolean> {
  const alive = isAlive(holder)
  if (alive !== undefined) return alive
  const first = await disk.touchedAt(path).catch(() => 0)
  if (Date.now() - first > times.staleMs) return false
  for (let waited = 0; waited < times.silentMs; waited += times.beatMs) {
    await wait(times.beatMs)
    const now = await disk.touchedAt(path).catch(() => undefined)
    if (now !== undefined && now !== first) return true
  }
  return false
}

async function create(disk: Disk, path: string, text: string): Promise<boolean> {
  try {
    const file = await disk.open(path, 'new')
    try {
      await file.write(Buffer.from(text), 0)
      await file.sync()
    } catch (error) {
      await disk.delete(path).catch(() => {})
      throw error
    } finally {
      await file.close()
    }
    return true
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false
    throw toWriteError(error, `Taking ${path}`)
  }
}

async function readHeld(disk: Disk, path: string): Promise<string> {
  const text = await disk.readText(path).catch(() => '')
  if (parseIdentity(text) !== undefined) return text
  await wait(UNWRITTEN_MS)
  return disk.readText(path).catch(() => '')
}

/**
 * Takes away what was judged stale. Several processes may have found it so: one at a time, and only
 * while it is still the same, or the lock of the first would be taken away by the second.
 */
async function takeAway(disk: Disk, path: string, judged: string): Promise<void> {
  const guard = `${path}.taking`
  if (!(await create(disk, guard, ''))) {
    const since = await disk.touchedAt(guard).catch(() => Date.now())
    // Who held it died in the middle of that.
    if (Date.now() - since > GUARDED_MS) await disk.delete(guard).catch(() => {})
    await wait(GUARD_PAUSE_MS)
    return
  }
  try {
    const found = await disk.readText(path).catch(() => undefined)
    if (found === judged) await disk.delete(path)
  } catch (error) {
    throw toWriteError(error, `Taking over ${path}`)
  } finally {
    await disk.delete(guard).catch(() => {})
  }
}

function locked(path: string, pid: number): DalilError {
  return new DalilError(
    'store:locked',
    `The data folder is in use by process ${pid} (${path}). Stop that process first, or set ` +
      'DATA_DIR to another folder.',
    { details: { pid } },
  )
}
