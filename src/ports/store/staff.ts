/** What a staff account may do; each includes the ones before it. */
export const ROLES = ['viewer', 'reviewer', 'editor', 'admin'] as const

/** One of {@link ROLES}. */
export type Role = (typeof ROLES)[number]

/** A staff account. */
export interface StaffRecord {
  readonly id: string
  /** What the person signs in with, lower case, unique. */
  readonly name: string
  readonly role: Role
  /** argon2id hash in PHC format. */
  readonly passwordHash: string
  readonly createdAt: number
  readonly disabled: boolean
  /** The second factor, where it is switched on. */
  readonly totp?: {
    /** The secret in base32, sealed. */
    readonly secret: string
    /** The time step of the last code that was taken; older codes are refused. */
    readonly lastStep: number
  }
}

/** A one-time link: an invitation or a reset. Kept as a hash of its token. */
export interface InviteRecord {
  readonly tokenHash: string
  readonly role: Role
  readonly createdAt: number
  readonly expiresAt: number
  /** The account whose password it sets anew; an invitation makes a new account instead. */
  readonly staffId?: string
}

/** A signed-in browser. Kept as a hash of its cookie. */
export interface StaffSessionRecord {
  readonly tokenHash: string
  readonly staffId: string
  readonly csrf: string
  readonly createdAt: number
  readonly expiresAt: number
  /** The last request of the person, to the minute. */
  readonly seenAt: number
  /** The password was right; the code of the second factor is still to come. */
  readonly awaitsCode?: boolean
}

/** Failed sign-ins of one name, or of several whose names share a bucket. */
export interface StaffAttemptRecord {
  readonly bucket: string
  readonly count: number
  /** No further try before; ms since 1970. */
  readonly lockedUntil: number
  /** Forgotten after. */
  readonly expiresAt: number
}

/** The staff, their one-time links, their sessions and failed sign-ins. */
export interface StaffRepository {
  put(record: StaffRecord): Promise<void>
  find(id: string): Promise<StaffRecord | undefined>
  findByName(name: string): Promise<StaffRecord | undefined>
  /** Oldest first. */
  list(): Promise<readonly StaffRecord[]>
  putInvite(record: InviteRecord): Promise<void>
  findInvite(tokenHash: string): Promise<InviteRecord | undefined>
  deleteInvite(tokenHash: string): Promise<void>
  /** Invitations and resets, those that end first before the others. */
  listInvites(): Promise<readonly InviteRecord[]>
  putSession(record: StaffSessionRecord): Promise<void>
  findSession(tokenHash: string): Promise<StaffSessionRecord | undefined>
  /** Notes a request of the person; a session that has ended stays so. */
  touchSession(tokenHash: string, seenAt: number): Promise<void>
  deleteSession(tokenHash: string): Promise<void>
  deleteSessionsOf(staffId: string): Promise<number>
  putAttempts(record: StaffAttemptRecord): Promise<void>
  findAttempts(bucket: string): Promise<StaffAttemptRecord | undefined>
  deleteAttempts(bucket: string): Promise<void>
  /** Deletes sessions, one-time links and failed sign-ins that ended before `now`. */
  prune(now: number): Promise<number>
}
