import { mkdir, readlink, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'

/** What a Chromium leaves in its profile while it runs. */
const LOCKS = ['SingletonLock', 'SingletonCookie', 'SingletonSocket']

/**
 * Makes the folder of the session, which only this account of the machine may read: whoever has it
 * can write as the association. A lock that a Chromium of another machine left is taken away, as a
 * container leaves one that was made anew; Chromium would refuse the profile for ever.
 */
export async function prepareSession(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // LocalAuth of the library keeps the profile in a folder of this name.
  const profile = join(folder, 'session')
  const holder = await readlink(join(profile, 'SingletonLock')).catch(() => undefined)
  if (holder === undefined || holder.replace(/-\d+$/u, '') === hostname()) return
  for (const lock of LOCKS) await rm(join(profile, lock), { force: true })
}

/** Forgets the phone; the browser must be closed. */
export async function wipeSession(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 4 })
}
