import { createHash } from 'node:crypto'
import { DalilError } from '../../errors.ts'
import type { Clock, Role, StaffRecord, Store } from '../../ports/index.ts'
import { hashPassword, isPassword, MIN_PASSWORD_LENGTH } from './passwords.ts'

/** A signed-in member of the staff. */
export interface SignedIn {
  readonly staff: StaffRecord
  /** What every form of this session carries. */
  readonly csrf: string
}

/** Accounts, one-time links and sessions of the staff. */
export interface Accounts {
  /** A token that makes one account of that role, once, within {@link INVITE_MS}. */
  invite(role: Role): Promise<string>
  isInvited(token: string): Promise<boolean>
  /**
   * Makes the account of an invitation and signs it in.
   *
   * @throws DalilError `staff:invite_used`, `staff:bad_name`, `staff:name_taken`, `staff:weak_password`.
   */
  join(token: string, name: string, password: string): Promise<string>
  /** @throws DalilError `staff:wrong` or `staff:locked` (with `details.retryAfterMs`). */
  signIn(name: string, password: string): Promise<string>
  find(session: string): Promise<SignedIn | undefined>
  signOut(session: string): Promise<void>
  /** There is no account yet: somebody has to take the first one. */
  isEmpty(): Promise<boolean>
}

/** What the accounts work with. */
export interface AccountsOptions {
  readonly store: Store
  readonly clock: Clock
  readonly newSecret: () => string
  readonly newId: () => string
}

/** An invitation ends after a day, a session after half of one. */
export const INVITE_MS = 24 * 3_600_000
export const SESSION_MS = 12 * 3_600_000

/** Wrong passwords before a name has to wait, and the first wait; each further one doubles it. */
const FREE_TRIES = 5
const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 3_600_000

/** Creates the accounts of a store. */
export function createAccounts(options: AccountsOptions): Accounts {
  const { store, clock, newSecret } = options
  const failures = new Map<string, { count: number; until: number }>()
  /** A name that does not exist takes as long as one that does. */
  let nobody: Promise<string> | undefined

  const openSession = async (staff: StaffRecord) => {
    const token = newSecret()
    const now = clock.now()
    await store.staff.putSession({
      tokenHash: hashOf(token),
      staffId: staff.id,
      csrf: newSecret(),
      createdAt: now,
      expiresAt: now + SESSION_MS,
      seenAt: now,
    })
    return token
  }

  return {
    async invite(role) {
      const token = newSecret()
      const now = clock.now()
      await store.staff.putInvite({
        tokenHash: hashOf(token),
        role,
        createdAt: now,
        expiresAt: now + INVITE_MS,
      })
      return token
    },
    async isInvited(token) {
      const invite = await store.staff.findInvite(hashOf(token))
      return invite !== undefined && invite.expiresAt > clock.now()
    },
    async join(token, givenName, password) {
      const name = nameOf(givenName)
      if (!/^[\p{L}\p{N}._-]{2,40}$/u.test(name)) {
        throw new DalilError(
          'staff:bad_name',
          'The name has 2 to 40 letters, digits, dots or hyphens.',
        )
      }
      if (password.length < MIN_PASSWORD_LENGTH) {
        const message = `The password has at least ${MIN_PASSWORD_LENGTH} characters.`
        throw new DalilError('staff:weak_password', message)
      }
      const passwordHash = await hashPassword(password)
      const staff = await store.transaction(async (kept) => {
        const invite = await kept.staff.findInvite(hashOf(token))
        if (invite === undefined || invite.expiresAt <= clock.now()) {
          throw new DalilError(
            'staff:invite_used',
            'This link was used already or has run out; ask for a new one.',
          )
        }
        if ((await kept.staff.findByName(name)) !== undefined) {
          throw new DalilError(
            'staff:name_taken',
            'Somebody has this name already; choose another one.',
          )
        }
        const record: StaffRecord = {
          id: options.newId(),
          name,
          role: invite.role,
          passwordHash,
          createdAt: clock.now(),
          disabled: false,
        }
        await kept.staff.put(record)
        await kept.staff.deleteInvite(invite.tokenHash)
        return record
      })
      return openSession(staff)
    },
    async signIn(givenName, password) {
      const name = nameOf(givenName)
      const failed = failures.get(name)
      const wait = (failed?.until ?? 0) - clock.now()
      if (wait > 0) {
        const message = `Too many wrong passwords; try again in ${Math.ceil(wait / 1000)} seconds.`
        throw new DalilError('staff:locked', message, { details: { retryAfterMs: wait } })
      }
      const staff = await store.staff.findByName(name)
      nobody ??= hashPassword(newSecret())
      const right = await isPassword(staff?.passwordHash ?? (await nobody), password)
      if (staff === undefined || !right || staff.disabled) {
        const count = (failed?.count ?? 0) + 1
        const delay =
          count < FREE_TRIES
            ? 0
            : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (count - FREE_TRIES))
        failures.set(name, { count, until: clock.now() + delay })
        throw new DalilError('staff:wrong', 'The name or the password is wrong.')
      }
      failures.delete(name)
      return openSession(staff)
    },
    async find(session) {
      const record = await store.staff.findSession(hashOf(session))
      if (record === undefined || record.expiresAt <= clock.now()) return undefined
      const staff = await store.staff.find(record.staffId)
      return staff === undefined || staff.disabled ? undefined : { staff, csrf: record.csrf }
    },
    signOut: (session) => store.staff.deleteSession(hashOf(session)),
    isEmpty: async () => (await store.staff.list()).length === 0,
  }
}

function nameOf(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase()
}

/** Tokens are random, so a plain hash is enough; the store never holds one that works. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
