import type { AnnouncementRepository } from './announcement.ts'
import type { AuditRepository } from './audit.ts'
import type { CampaignRepository } from './campaign.ts'
import type { CaseRepository } from './case.ts'
import type { Claims } from './claim.ts'
import type { DeliveryRepository } from './delivery.ts'
import type { FigureRepository } from './figure.ts'
import type { OutboxRepository } from './outbox.ts'
import type { OverrideRepository } from './override.ts'
import type { PersonRepository } from './person.ts'
import type { QuestionRepository } from './question.ts'
import type { ReferralRepository } from './referral.ts'
import type { ReminderRepository } from './reminder.ts'
import type { SettingRepository } from './setting.ts'
import type { SignalListener, SignalSender } from './signal.ts'
import type { StaffRepository } from './staff.ts'
import type { SubscriptionRepository } from './subscription.ts'

export * from './announcement.ts'
export * from './audit.ts'
export * from './campaign.ts'
export type * from './case.ts'
export type * from './claim.ts'
export type * from './delivery.ts'
export type * from './figure.ts'
export * from './outbox.ts'
export * from './override.ts'
export type * from './person.ts'
export * from './question.ts'
export * from './referral.ts'
export type * from './reminder.ts'
export type * from './setting.ts'
export type * from './signal.ts'
export * from './staff.ts'
export type * from './subscription.ts'

/** Everything that is kept, by kind. "Not found" is `undefined`; a broken store throws. */
export interface Repositories {
  readonly people: PersonRepository
  readonly deliveries: DeliveryRepository
  readonly outbox: OutboxRepository
  readonly questions: QuestionRepository
  readonly cases: CaseRepository
  readonly referrals: ReferralRepository
  readonly reminders: ReminderRepository
  readonly staff: StaffRepository
  readonly audit: AuditRepository
  readonly figures: FigureRepository
  readonly campaigns: CampaignRepository
  readonly settings: SettingRepository
  readonly overrides: OverrideRepository
  readonly subscriptions: SubscriptionRepository
  readonly announcements: AnnouncementRepository
  readonly signals: SignalSender
}

/** How a transaction is run. */
export interface TransactionOptions {
  /**
   * Waits for all others that are alone under the same key, on whatever machine: what they wrote is
   * seen, and what is read stays as it is to the end. In the order of asking within a process.
   */
  readonly alone?: string
}

/**
 * Where Dalil keeps what it must not lose.
 *
 * @example
 * await store.transaction(async (kept) => {
 *   await kept.people.put(person)
 *   await kept.outbox.add(reply)
 * })
 */
export interface Store extends Repositories {
  /**
   * Runs `work` and keeps all that it wrote, or nothing of it. Resolves once it is on disk: after
   * that, `kill -9` does not lose it. Inside, what was written is already seen by reads. Writes
   * outside a transaction are each a transaction of their own.
   *
   * `work` uses `kept` only, begins no other transaction, and may run again from its beginning where
   * a connection broke before anything was kept.
   *
   * @throws DalilError `store:write_failed` when it could not be kept (disk full, read-only),
   * `store:unavailable` when the database cannot be reached, `store:crowded` when it has no
   * connection left, `store:busy` when it did not get to it in time.
   */
  transaction<T>(work: (kept: Repositories) => Promise<T>, options?: TransactionOptions): Promise<T>
  readonly claims: Claims
  /** Calls `listener` with the signals of all processes until the returned function is called. */
  listen(listener: SignalListener): () => void
  /** Finishes writing and lets go of the files or connections. */
  close(): Promise<void>
}
