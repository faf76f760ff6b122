/** What the audit log knows to have happened. A new kind of change gets a word here. */
export const AUDIT_ACTIONS = [
  'joined',
  'signed-in',
  'locked-out',
  'invited',
  'invite-withdrawn',
  'role-changed',
  'disabled',
  'enabled',
  'reset-link-made',
  'reset',
  'password-changed',
  'second-factor-on',
  'second-factor-off',
  'signed-out-everywhere',
  'question-answered',
  'question-closed',
  'question-asked',
  'question-ignored',
  'question-referred',
  'question-separated',
  'question-assigned',
  'question-noted',
  'question-undone',
  'reply-retried',
  'reply-dropped',
  'campaign-made',
  'campaign-changed',
  'change-drafted',
  'change-proposed',
  'change-reviewed',
  'change-published',
  'change-withdrawn',
  'change-discarded',
  'announcement-written',
  'announcement-proposed',
  'announcement-approved',
  'announcement-returned',
  'announcement-stopped',
  'announcement-discarded',
  'contact-checked',
  'partner-key-renewed',
  'whatsapp-reconnected',
] as const

/** One of {@link AUDIT_ACTIONS}. */
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

/** A change by the staff: who, what, on what. Never holds what somebody wrote. */
export interface AuditEntry {
  /** The id of a staff account, `terminal` for a command on the machine, or `unknown`. */
  readonly by: string
  readonly action: AuditAction
  /** The id of what was changed: an account, a question, an entry… */
  readonly target?: string
  /** The role that was given, where the change is about one. */
  readonly role?: string
}

/** An {@link AuditEntry} as it is kept. */
export interface AuditRecord extends AuditEntry {
  /** Sorts by time of creation, unique. */
  readonly id: string
  readonly at: number
}

/** The log of all changes by the staff. It only grows: there is no way to change or delete. */
export interface AuditRepository {
  /** Adds a record; one whose id is there already stays as it is. */
  add(record: AuditRecord): Promise<void>
  /** Newest first, at most `limit`; those before the record of id `before` where given. */
  list(options: {
    readonly limit: number
    readonly before?: string
  }): Promise<readonly AuditRecord[]>
}
