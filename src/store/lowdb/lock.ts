import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { DalilError } from '../../errors.ts'
import type { Disk } from './disk.ts'
import { errnoOf, toWriteError } from './failures.ts'

/** The file that says which process uses the folder. */
export const LOCK_NAME = 'lock'

/** How long a lock file may be empty: between its creation and the writing of who holds it. */
const UNWRITTEN_MS = 300

/** Who holds a folder. */
interface Holder {
  readonly pid: number
  /** What tells this process from a later one with the same number; empty where unknown. */
  readonly birth: string
}

/** A folder that is ours. */
export interface Lock {
  release(): Promise<void>
}

/**
 * Takes a folder for this process. A lock left by a process that is no more is taken over.
 *
 * @throws DalilError `store:locked` naming the process that has it, `store:read_only`.
 */
export async function acquireLock(disk: Disk, dir: string): Promise<Lock> {
  const path = join(dir, LOCK_NAME)
  const text = JSON.stringify({ pid: process.pid, birth: birthOf(process.pid) ?? '' })
  while (!(await create(disk, path, text))) {
    const found = await readHeld(disk, path)
    const holder = toHolder(found)
    if (holder !== undefined && isAlive(holder)) throw locked(path, holder.pid)
    await moveAway(disk, path, found)
  }
  return {
    async release() {
      // Somebody may have deleted the file by hand, and another process taken the folder since.
      if ((await disk.readText(path).catch(() => '')) !== text) return
      await disk.delete(path).catch(() => {})
    },
  }
}

/** The process that uses a folder now; `undefined` when there is none. */
export async function findHolder(disk: Disk, dir: string): Promise<number | undefined> {
  const holder = toHolder(await disk.readText(join(dir, LOCK_NAME)).catch(() => ''))
  return holder !== undefined && isAlive(holder) ? holder.pid : undefined
}

async function create(disk: Disk, path: string, text: string): Promise<boolean> {
  try {
    const file = await disk.open(path, 'new')
    try {
      await file.write(Buffer.from(text), 0)
      await file.sync()
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
  if (toHolder(text) !== undefined) return text
  await wait(UNWRITTEN_MS)
  return disk.readText(path).catch(() => '')
}

/** Two processes may find the same stale lock: only what was judged stale may be taken away. */
async function moveAway(disk: Disk, path: string, judged: string): Promise<void> {
  const aside = `${path}.stale-${process.pid}`
  try {
    await disk.rename(path, aside)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return
    throw toWriteError(error, `Taking over ${path}`)
  }
  const moved = await disk.readText(aside)
  if (moved === judged) await disk.delete(aside)
  else await disk.rename(aside, path)
}

function toHolder(text: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return undefined
    const { pid, birth } = value as Partial<Record<keyof Holder, unknown>>
    return typeof pid === 'number' && typeof birth === 'string' ? { pid, birth } : undefined
  } catch {
    return undefined
  }
}

function isAlive({ pid, birth }: Holder): boolean {
  const now = birthOf(pid)
  // Numbers are given again, in a container nearly always the same one: compare the birth.
  if (now !== undefined && birth !== '') return now === birth
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errnoOf(error) === 'EPERM'
  }
}

/** Boot and start time of a process where the system tells them (Linux). */
function birthOf(pid: number): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name, in parentheses, may hold spaces; the start time is the 20th field after it.
    const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    return start === undefined ? undefined : `${boot}:${start}`
  } catch {
    return undefined
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
