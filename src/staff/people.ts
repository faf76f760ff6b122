import { DalilError } from '../errors.ts'
import type { Repositories, Role, StaffRecord } from '../ports/index.ts'
import { nameTaken } from './entrance.ts'
import { checkStaffName, toStaffName } from './names.ts'
import { checkPassword, hashPassword } from './passwords.ts'
import { type Audit, hashOf, type PeopleOptions, type Turnstile } from './room.ts'

/** A one-time link ends after a day. */
const LINK_MS = 24 * 3_600_000

/** A staff account without its secrets. */
export interface StaffMember {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly createdAt: number
  readonly disabled: boolean
  readonly hasSecondFactor: boolean
}

/** An invitation that nobody has used yet; the id does not open anything. */
export interface Invitation {
  readonly id: string
  readonly role: Role
  readonly expiresAt: number
}

/** Who belongs to the staff. `by` is the account that does it, for the audit log. */
export interface People {
  /** Oldest account first. */
  list(): Promise<readonly StaffMember[]>
  invitations(): Promise<readonly Invitation[]>
  /** The token of a one-time link that makes an account of that role within {@link LINK_MS}. */
  invite(role: Role, by: string): Promise<string>
  /** The first admin's token; earlier ones end. `undefined` once there is an account. */
  inviteFirst(): Promise<string | undefined>
  withdraw(invitation: string, by: string): Promise<void>
  /**
   * The token of a one-time link that sets a new password; earlier ones end.
   *
   * @throws DalilError `staff:not_found`, `staff:is_disabled`.
   */
  resetLink(id: string, by: string): Promise<string>
  /** @throws DalilError `staff:not_found`, or `staff:last_admin` where nobody could do so again. */
  setRole(id: string, role: Role, by: string): Promise<void>
  /** Signs the account out and lets it in no more. Same errors as {@link People.setRole}. */
  disable(id: string, by: string): Promise<void>
  enable(id: string, by: string): Promise<void>
  /** @throws DalilError `staff:bad_name`, `staff:name_taken`, `staff:weak_password`. */
  add(
    account: { readonly name: string; readonly role: Role; readonly password: string },
    by: string,
  ): Promise<void>
}

/** Creates the {@link People} of a store. */
export function createPeople(
  room: PeopleOptions & { readonly alone: Turnstile; readonly audit: Audit },
): People {
  const { store, clock, audit, alone } = room

  const putLink = async (kept: Repositories, link: { role: Role; staffId?: string }) => {
    const token = room.newSecret()
    const createdAt = clock.now()
    const expiresAt = createdAt + LINK_MS
    await kept.staff.putInvite({ ...link, tokenHash: hashOf(token), createdAt, expiresAt })
    return token
  }

  const endLinksOf = async (kept: Repositories, staffId: string) => {
    for (const link of await kept.staff.listInvites()) {
      if (link.staffId === staffId) await kept.staff.deleteInvite(link.tokenHash)
    }
  }

  const endSessions = async (kept: Repositories, staffId: string) => {
    await kept.staff.deleteSessionsOf(staffId)
    await endLinksOf(kept, staffId)
  }

  return {
    list: async () => (await store.staff.list()).map(toMember),

    async invitations() {
      const links = await store.staff.listInvites()
      return links
        .filter((link) => link.staffId === undefined && link.expiresAt > clock.now())
        .map(({ tokenHash, role, expiresAt }) => ({ id: tokenHash, role, expiresAt }))
    },

    invite: (role, by) =>
      alone(async (kept) => {
        await audit(kept, { by, action: 'invited', role })
        return putLink(kept, { role })
      }),

    inviteFirst: () =>
      alone(async (kept) => {
        if ((await kept.staff.list()).length > 0) return undefined
        for (const { tokenHash } of await kept.staff.listInvites()) {
          await kept.staff.deleteInvite(tokenHash)
        }
        return putLink(kept, { role: 'admin' })
      }),

    withdraw: (invitation, by) =>
      alone(async (kept) => {
        const link = await kept.staff.findInvite(invitation)
        if (link === undefined || link.staffId !== undefined) return
        await kept.staff.deleteInvite(invitation)
        await audit(kept, { by, action: 'invite-withdrawn', role: link.role })
      }),

    resetLink: (id, by) =>
      alone(async (kept) => {
        const staff = await getStaff(kept, id)
        if (staff.disabled) {
          throw new DalilError('staff:is_disabled', 'The account is disabled; enable it first.')
        }
        await endLinksOf(kept, id)
        await audit(kept, { by, action: 'reset-link-made', target: id })
        return putLink(kept, { role: staff.role, staffId: id })
      }),

    setRole: (id, role, by) =>
      alone(async (kept) => {
        const staff = await getStaff(kept, id)
        if (staff.role === role) return
        if (role !== 'admin') await checkNotLastAdmin(kept, staff)
        await kept.staff.put({ ...staff, role })
        await audit(kept, { by, action: 'role-changed', target: id, role })
      }),

    disable: (id, by) =>
      alone(async (kept) => {
        const staff = await getStaff(kept, id)
        if (staff.disabled) return
        await checkNotLastAdmin(kept, staff)
        await kept.staff.put({ ...staff, disabled: true })
        await endSessions(kept, id)
        await audit(kept, { by, action: 'disabled', target: id })
      }),

    enable: (id, by) =>
      alone(async (kept) => {
        const staff = await getStaff(kept, id)
        if (!staff.disabled) return
        await kept.staff.put({ ...staff, disabled: false })
        await audit(kept, { by, action: 'enabled', target: id })
      }),

    async add({ name: givenName, role, password }, by) {
      const name = toStaffName(givenName)
      checkStaffName(name)
      checkPassword(password, name)
      const passwordHash = await hashPassword(password)
      await alone(async (kept) => {
        if ((await kept.staff.findByName(name)) !== undefined) throw nameTaken()
        const id = room.newId()
        const createdAt = clock.now()
        await kept.staff.put({ id, name, role, passwordHash, createdAt, disabled: false })
        await audit(kept, { by, action: 'joined', target: id, role })
      })
    },
  }
}

async function getStaff(kept: Repositories, id: string): Promise<StaffRecord> {
  const staff = await kept.staff.find(id)
  if (staff !== undefined) return staff
  throw new DalilError('staff:not_found', 'There is no such account.')
}

/** Nobody but an admin makes admins: without one the workspace could not be looked after. */
async function checkNotLastAdmin(kept: Repositories, staff: StaffRecord): Promise<void> {
  if (staff.role !== 'admin' || staff.disabled) return
  const others = (await kept.staff.list()).filter(
    ({ id, role, disabled }) => id !== staff.id && role === 'admin' && !disabled,
  )
  if (others.length > 0) return
  const message = 'This is the last admin; make somebody else admin first.'
  throw new DalilError('staff:last_admin', message)
}

function toMember(record: StaffRecord): StaffMember {
  const { id, name, role, createdAt, disabled, totp } = record
  return { id, name, role, createdAt, disabled, hasSecondFactor: totp !== undefined }
}
