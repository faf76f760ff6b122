import { DalilError } from '../errors.ts'
import type { Repositories, Role, StaffRecord } from '../ports/index.ts'
import { forgetTries, type Try, takeTry } from './lock-out.ts'
import { checkStaffName, toStaffName } from './names.ts'
import { checkPassword, hashPassword, isPassword } from './passwords.ts'
import { type Audit, hashOf, type StaffOptions, type Turnstile } from './room.ts'
import { openSecret } from './second-factor.ts'
import { findSignedIn, openSession, type SignedIn } from './sessions.ts'
import { findStep } from './totp.ts'

/** Where a one-time link leads. */
export type OneTimeLink =
  | { readonly type: 'join'; readonly role: Role }
  | { readonly type: 'reset'; readonly name: string }

/** How a right password ends: inside, or with the code of the second factor still to give. */
export interface Entered {
  readonly session: string
  readonly awaitsCode: boolean
}

/** The ways into the workspace. */
export interface Entrance {
  /**
   * Tries a name and a password. The session of this browser before, where there is one, ends.
   *
   * @throws DalilError `staff:wrong` or `staff:locked` (with `details.retryAfterMs`).
   */
  signIn(name: string, password: string, before?: string): Promise<Entered>
  /**
   * Gives the code of the second factor, for a session that awaits it; resolves with a new session.
   *
   * @throws DalilError `staff:wrong_code`, `staff:locked`, `staff:session_ended`.
   */
  confirm(session: string, code: string): Promise<string>
  awaitsCode(session: string): Promise<boolean>
  /** What a one-time link is for; `undefined` once it was used or has run out. */
  findLink(token: string): Promise<OneTimeLink | undefined>
  /**
   * Makes the account of an invitation and signs it in.
   *
   * @throws DalilError `staff:link_used`, `staff:bad_name`, `staff:name_taken`, `staff:weak_password`.
   */
  join(token: string, name: string, password: string): Promise<string>
  /**
   * Sets a new password through a reset link: the second factor is off, every session ended.
   *
   * @throws DalilError `staff:link_used`, `staff:weak_password`.
   */
  reset(token: string, password: string): Promise<string>
  /** Who is signed in. `active` is false for requests that a page makes by itself. */
  find(session: string, options: { readonly active: boolean }): Promise<SignedIn | undefined>
  signOut(session: string): Promise<void>
}

/** What the entrance works with. */
export interface EntranceOptions extends StaffOptions {
  readonly alone: Turnstile
  readonly audit: Audit
}

/** Creates the entrance. */
export function createEntrance(room: EntranceOptions): Entrance {
  const { store, clock, audit, alone } = room
  /** A name that does not exist takes as long as one that does. */
  let nobody: Promise<string> | undefined

  /** The end of every way in: a new session, whatever cookie the browser came with. */
  const admit = async (kept: Repositories, staff: StaffRecord, before: string | undefined) => {
    if (before !== undefined) await kept.staff.deleteSession(hashOf(before))
    await forgetTries(kept, staff.name)
    return openSession(room, kept, { staffId: staff.id })
  }

  const refuse = async (code: 'wrong' | 'wrong_code', taken: Try, id?: string) => {
    if (taken.locks && id !== undefined) {
      await audit(store, { by: 'unknown', action: 'locked-out', target: id })
    }
    const what = code === 'wrong' ? 'name or the password' : 'code'
    return new DalilError(`staff:${code}`, `The ${what} is wrong.`)
  }

  const getLink = async (kept: Repositories, token: string, isReset: boolean) => {
    const link = await kept.staff.findInvite(hashOf(token))
    const holds = link !== undefined && link.expiresAt > clock.now()
    if (holds && (link.staffId !== undefined) === isReset) return link
    throw new DalilError(
      'staff:link_used',
      'This link was used already or has run out; ask for a new one.',
    )
  }

  const findAwaiting = async (session: string) => {
    const record = await store.staff.findSession(hashOf(session))
    return record?.awaitsCode === true && record.expiresAt > clock.now() ? record : undefined
  }

  return {
    async signIn(givenName, password, before) {
      await store.staff.prune(clock.now())
      const name = toStaffName(givenName)
      const taken = await takeTry(room, name)
      const staff = await store.staff.findByName(name)
      nobody ??= hashPassword(room.newSecret())
      const right = await isPassword(staff?.passwordHash ?? (await nobody), password)
      if (staff === undefined || !right || staff.disabled) {
        throw await refuse('wrong', taken, staff?.id)
      }
      return alone(async (kept) => {
        const now = await kept.staff.find(staff.id)
        if (now === undefined || now.disabled || now.passwordHash !== staff.passwordHash) {
          throw await refuse('wrong', taken)
        }
        if (now.totp !== undefined) {
          if (before !== undefined) await kept.staff.deleteSession(hashOf(before))
          const session = await openSession(room, kept, { staffId: now.id, awaitsCode: true })
          return { session, awaitsCode: true }
        }
        await audit(kept, { by: now.id, action: 'signed-in' })
        return { session: await admit(kept, now, before), awaitsCode: false }
      })
    },

    async confirm(session, code) {
      const ended = new DalilError('staff:session_ended', 'Sign in again with the password.')
      const waiting = await findAwaiting(session)
      const found = waiting === undefined ? undefined : await store.staff.find(waiting.staffId)
      if (found === undefined) throw ended
      const taken = await takeTry(room, found.name)
      return alone(async (kept) => {
        const staff = await kept.staff.find(found.id)
        const stillWaits = (await kept.staff.findSession(hashOf(session))) !== undefined
        if (staff?.totp === undefined || staff.disabled || !stillWaits) throw ended
        const secret = openSecret(room.sealer, staff.totp.secret)
        const step = findStep(secret, code, { now: clock.now(), after: staff.totp.lastStep })
        if (step === undefined) throw await refuse('wrong_code', taken, staff.id)
        await kept.staff.put({ ...staff, totp: { ...staff.totp, lastStep: step } })
        await audit(kept, { by: staff.id, action: 'signed-in' })
        return admit(kept, staff, session)
      })
    },

    awaitsCode: async (session) => (await findAwaiting(session)) !== undefined,

    async findLink(token) {
      const link = await store.staff.findInvite(hashOf(token))
      if (link === undefined || link.expiresAt <= clock.now()) return undefined
      if (link.staffId === undefined) return { type: 'join', role: link.role }
      const staff = await store.staff.find(link.staffId)
      return staff === undefined ? undefined : { type: 'reset', name: staff.name }
    },

    async join(token, givenName, password) {
      await getLink(store, token, false)
      const name = toStaffName(givenName)
      checkStaffName(name)
      checkPassword(password, name)
      const passwordHash = await hashPassword(password)
      return alone(async (kept) => {
        const { role, tokenHash } = await getLink(kept, token, false)
        if ((await kept.staff.findByName(name)) !== undefined) throw nameTaken()
        const id = room.newId()
        const staff = { id, name, role, passwordHash, createdAt: clock.now(), disabled: false }
        await kept.staff.put(staff)
        await kept.staff.deleteInvite(tokenHash)
        await audit(kept, { by: id, action: 'joined', target: id, role })
        return admit(kept, staff, undefined)
      })
    },

    async reset(token, password) {
      const { staffId = '' } = await getLink(store, token, true)
      checkPassword(password, (await store.staff.find(staffId))?.name ?? '')
      const passwordHash = await hashPassword(password)
      return alone(async (kept) => {
        const { tokenHash } = await getLink(kept, token, true)
        const old = await kept.staff.find(staffId)
        if (old === undefined) throw new DalilError('staff:link_used', 'The account is not there.')
        const { totp: _, ...staff } = { ...old, passwordHash }
        await kept.staff.put(staff)
        await kept.staff.deleteInvite(tokenHash)
        await kept.staff.deleteSessionsOf(staffId)
        await audit(kept, { by: staffId, action: 'reset', target: staffId })
        return admit(kept, staff, undefined)
      })
    },

    find: (session, options) => findSignedIn(room, session, options),
    signOut: (session) => store.staff.deleteSession(hashOf(session)),
  }
}

/** The name is somebody else's. */
export function nameTaken(): DalilError {
  return new DalilError('staff:name_taken', 'Somebody has this name already; choose another one.')
}
