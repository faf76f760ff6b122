import { createHash } from 'node:crypto'
import { DalilError } from '../errors.ts'
import type { Repositories } from '../ports/index.ts'
import type { PeopleOptions, Turnstile } from './room.ts'

/** Wrong passwords before a name has to wait, and the first wait; each further one doubles it. */
const FREE_TRIES = 5
const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 3_600_000

/** Tries are forgotten when none came for so long. */
const KEPT_MS = 24 * 3_600_000

/** What a {@link takeTry} left behind. */
export interface Try {
  /** No further one is free now, should this one be wrong. */
  readonly locks: boolean
}

/**
 * Counts a try before it is looked at, so that many at once are not free either. A right one is
 * taken back with {@link forgetTries}.
 *
 * @throws DalilError `staff:locked` with `details.retryAfterMs`.
 */
export function takeTry(
  room: Pick<PeopleOptions, 'clock'> & { readonly alone: Turnstile },
  name: string,
): Promise<Try> {
  return room.alone(async (kept) => {
    const now = room.clock.now()
    const bucket = bucketOf(name)
    const old = await kept.staff.findAttempts(bucket)
    const wait = (old?.lockedUntil ?? 0) - now
    if (wait > 0) {
      const message = `Too many wrong passwords; try again in ${Math.ceil(wait / 1000)} seconds.`
      throw new DalilError('staff:locked', message, { details: { retryAfterMs: wait } })
    }
    const count = old === undefined || old.expiresAt <= now ? 1 : old.count + 1
    const further = count - FREE_TRIES
    const delay = further < 0 ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** further)
    const record = { bucket, count, lockedUntil: now + delay, expiresAt: now + KEPT_MS }
    await kept.staff.putAttempts(record)
    return { locks: further >= 0 }
  })
}

/** The name is free again. */
export function forgetTries(kept: Pick<Repositories, 'staff'>, name: string): Promise<void> {
  return kept.staff.deleteAttempts(bucketOf(name))
}

/**
 * Names share 65,536 buckets: strangers who try a million names cannot fill the store, and a name
 * without an account is locked like one that has one.
 */
function bucketOf(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 4)
}
