import { join } from 'node:path'
import type { Disk } from './disk.ts'
import { stampOf } from './moved-aside.ts'

const NAME = /^dalil-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.backup$/u
const DAY_MS = 86_400_000

/** The folder of the backups of a data folder, and the path of one that is made at `now`. */
export function backupPath(dir: string, now: number): { folder: string; path: string } {
  const folder = join(dir, 'backups')
  return { folder, path: join(folder, `dalil-${stampOf(now)}.backup`) }
}

/**
 * Deletes the backups of a folder that are older than so many days; the newest stays, however old:
 * it may be all there is. Resolves with the names of what was deleted.
 */
export async function deleteOldBackups(
  disk: Disk,
  folder: string,
  { days, now }: { readonly days: number; readonly now: number },
): Promise<readonly string[]> {
  const backups = (await disk.list(folder)).filter((name) => NAME.test(name)).sort()
  const old = backups.slice(0, -1).filter((name) => now - timeOf(name) > days * DAY_MS)
  for (const name of old) await disk.delete(join(folder, name))
  return old
}

function timeOf(name: string): number {
  return Date.parse(name.replace(NAME, '$1T$2:$3:$4.$5Z'))
}
