import { DalilError, isDalilError } from '../../errors.ts'
import type { Disk } from './disk.ts'
import { findHolder } from './lock.ts'
import { readStore, type StoreRead } from './read-store.ts'

/** A running Dalil may compact between two looks: files that were listed are gone at the second. */
const LOOKS = 5

/**
 * Reads a folder, also while a Dalil uses it: then with the number of its process.
 *
 * @throws DalilError `store:damaged`, `store:newer_format`, `store:missing`
 */
export async function readWhileInUse(
  disk: Disk,
  dir: string,
): Promise<{ readonly read: StoreRead; readonly holder: number | undefined }> {
  for (let look = 1; ; look += 1) {
    const holder = await findHolder(disk, dir)
    try {
      return { read: await readStore(disk, dir), holder }
    } catch (error) {
      const mayPass = holder !== undefined && look < LOOKS && isDalilError(error, 'store:damaged')
      if (!mayPass) throw toMissing(error, dir)
    }
  }
}

function toMissing(error: unknown, dir: string): unknown {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
  if (!isMissing) return error
  const message = `There is no data folder ${dir}. Set DATA_DIR to the one that Dalil uses.`
  return new DalilError('store:missing', message, { cause: error })
}
