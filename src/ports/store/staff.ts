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
}

/** A one-time link: the first sign-in, an invitation, a reset. Kept as a hash of its token. */
export interface InviteRecord {
  readonly tokenHash: string
  readonly role: Role
  readonly createdAt: number
  readonly expiresAt: number
}

/** A signed-in browser. Kept as a hash of its cookie. */
export interface StaffSessionRecord {
  readonly tokenHash: string
  readonly staffId: string
  readonly csrf: string
  readonly createdAt: number
  readonly expiresAt: number
}

/** The staff, their invitations and their sessions. */
export interface StaffRepository {
  put(record: StaffRecord): Promise<void>
  find(id: string): Promise<StaffRecord | undefined>
  findByName(name: string): Promise<StaffRecord | undefined>
  list(): Promise<readonly StaffRecord[]>
  putInvite(record: InviteRecord): Promise<void>
  findInvite(tokenHash: string): Promise<InviteRecord | undefined>
  deleteInvite(tokenHash: string): Promise<void>
  putSession(record: StaffSessionRecord): Promise<void>
  findSession(tokenHash: string): Promise<StaffSessionRecord | undefined>
  deleteSession(tokenHash: string): Promise<void>
  /** Deletes sessions and invitations that ended before `now`. */
  prune(now: number): Promise<number>
}
