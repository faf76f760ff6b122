import type { Repositories, StaffRecord } from '../ports/index.ts'
import { hashOf, type PeopleOptions } from './room.ts'

/** A session ends half a day after signing in, or when nobody used it for two hours. */
export const SESSION_MS = 12 * 3_600_000
const IDLE_MS = 2 * 3_600_000

/** How long the code of the second factor may take. */
const CODE_MS = 5 * 60_000

/** Being used is noted once a minute, not with every request. */
const TOUCH_MS = 60_000

/** A signed-in member of the staff. */
export interface SignedIn {
  readonly staff: StaffRecord
  /** What every form of this session carries. */
  readonly csrf: string
}

type Room = Pick<PeopleOptions, 'store' | 'clock' | 'newSecret'>

/** Begins a session with a token of its own; resolves with the token. */
export async function openSession(
  room: Room,
  kept: Repositories,
  session: { readonly staffId: string; readonly awaitsCode?: true },
): Promise<string> {
  const token = room.newSecret()
  const now = room.clock.now()
  await kept.staff.putSession({
    ...session,
    tokenHash: hashOf(token),
    csrf: room.newSecret(),
    createdAt: now,
    expiresAt: now + (session.awaitsCode === true ? CODE_MS : SESSION_MS),
    seenAt: now,
  })
  return token
}

/** Whoever is signed in with this token. `active` says that a person asked, not a page by itself. */
export async function findSignedIn(
  room: Room,
  token: string,
  { active }: { readonly active: boolean },
): Promise<SignedIn | undefined> {
  const now = room.clock.now()
  const record = await room.store.staff.findSession(hashOf(token))
  if (record === undefined || record.awaitsCode === true) return undefined
  if (record.expiresAt <= now || now - record.seenAt >= IDLE_MS) return undefined
  const staff = await room.store.staff.find(record.staffId)
  if (staff === undefined || staff.disabled) return undefined
  if (active && now - record.seenAt >= TOUCH_MS) {
    await room.store.staff.touchSession(record.tokenHash, now)
  }
  return { staff, csrf: record.csrf }
}
