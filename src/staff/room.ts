import { createHash } from 'node:crypto'
import type { AuditEntry, Clock, Repositories, Sealer, Store } from '../ports/index.ts'

/** What the accounts of the staff work with. */
export interface StaffOptions {
  readonly store: Store
  readonly clock: Clock
  /** A token that nobody can guess. */
  readonly newSecret: () => string
  /** An id that sorts by the time of its making. */
  readonly newId: () => string
  readonly sealer: Sealer
}

/** What looks after the accounts without opening what is sealed. */
export type PeopleOptions = Omit<StaffOptions, 'sealer'>

/** Runs one transaction after the other. */
export type Turnstile = <T>(work: (kept: Repositories) => Promise<T>) => Promise<T>

/**
 * Creates a {@link Turnstile}. A transaction of the store does not see what another one is about to
 * write: without it two people could use one link, or two admins remove each other.
 */
export function createTurnstile(store: Store): Turnstile {
  return (work) => store.transaction(work, { alone: 'staff' })
}

/** Writes an entry of the audit log within the transaction that makes the change. */
export type Audit = (kept: Pick<Repositories, 'audit'>, entry: AuditEntry) => Promise<void>

/** Creates the writer of the audit log. */
export function createAudit(options: Pick<StaffOptions, 'clock' | 'newId'>): Audit {
  return (kept, entry) => kept.audit.add({ ...entry, id: options.newId(), at: options.clock.now() })
}

/** Tokens are random, so a plain hash is enough; the store never holds one that works. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
