/**
 * Who belongs to the staff and how they get in: accounts, roles, one-time links, passwords, the
 * second factor, sessions, and the log of what everybody changed.
 */
import { createEntrance, type Entrance } from './entrance.ts'
import { createOwnAccount, type OwnAccount } from './own-account.ts'
import { createPeople, type People } from './people.ts'
import {
  type Audit,
  createAudit,
  createTurnstile,
  type PeopleOptions,
  type StaffOptions,
} from './room.ts'

export type { OneTimeLink } from './entrance.ts'
export type { OfferedFactor } from './own-account.ts'
export { MIN_PASSWORD_LENGTH } from './passwords.ts'
export type { Invitation, People, StaffMember } from './people.ts'
export { includesRole } from './roles.ts'
export { SECOND_FACTOR_PURPOSE } from './second-factor.ts'
export { SESSION_MS, type SignedIn } from './sessions.ts'

/** Everything about the accounts of the staff. */
export interface Staff {
  readonly entrance: Entrance
  readonly account: OwnAccount
  readonly people: People
  /** Notes a change in the audit log, within the transaction that makes it. */
  readonly audit: Audit
}

/** Creates the accounts of a store. */
export function createStaff(options: StaffOptions): Staff {
  const audit = createAudit(options)
  const room = { ...options, alone: createTurnstile(options.store), audit }
  return {
    entrance: createEntrance(room),
    account: createOwnAccount(room),
    people: createPeople(room),
    audit,
  }
}

/** Creates only what looks after the accounts, for a command that signs nobody in. */
export function createStaffPeople(options: PeopleOptions): People {
  const alone = createTurnstile(options.store)
  return createPeople({ ...options, alone, audit: createAudit(options) })
}
