import type { ChannelName, PersonId } from '../../core/index.ts'

/** "When they are back": later than any due date, so that a sweep never finds it. */
export const WHEN_BACK = Number.MAX_SAFE_INTEGER

/**
 * Why a message could not be brought, as the staff are told: the service refuses it, it took nothing
 * in a day of trying, the channel is switched off, the person wrote to another account of ours than
 * the one in use, or what is kept cannot be read any more.
 */
export const UNDELIVERED_REASONS = [
  'refused',
  'not-taken',
  'switched-off',
  'other-account',
  'unreadable',
] as const

/** One of {@link UNDELIVERED_REASONS}. */
export type UndeliveredReason = (typeof UNDELIVERED_REASONS)[number]

/** A message on its way to a person. */
export interface OutboxRecord {
  /** Sorts by time of creation, unique. */
  readonly id: string
  readonly person: PersonId
  readonly channel: ChannelName
  /** The platform address, sealed. */
  readonly address: string
  /** The outbound message as JSON, sealed. */
  readonly message: string
  readonly createdAt: number
  /** Not to be tried before; ms since 1970, or {@link WHEN_BACK}. */
  readonly dueAt: number
  readonly attempts: number
  readonly state: 'waiting' | 'failed'
  /** Why the last attempt failed; the log says more. */
  readonly reason?: UndeliveredReason
  /**
   * Nobody waits for this message at this moment: it goes out by day only, and not at all after
   * `until` (ms since 1970).
   */
  readonly unasked?: { readonly until: number }
  /** The question this answers, where the team wrote it. */
  readonly questionId?: string
  /** The announcement that this brings. */
  readonly announcement?: string
}

/** What people are still to receive. A sent message is deleted. */
export interface OutboxRepository {
  add(record: OutboxRecord): Promise<void>
  /** Replaces the record of that id. */
  put(record: OutboxRecord): Promise<void>
  find(id: string): Promise<OutboxRecord | undefined>
  delete(id: string): Promise<void>
  /** Waiting records that are due, oldest first: those of `channels`, of all where left out. */
  listDue(
    now: number,
    limit: number,
    channels?: readonly ChannelName[],
  ): Promise<readonly OutboxRecord[]>
  /** All waiting records of one person, oldest first. */
  listOf(person: PersonId): Promise<readonly OutboxRecord[]>
  listFailed(limit: number): Promise<readonly OutboxRecord[]>
  deleteOf(person: PersonId): Promise<number>
  /** Deletes those that failed and were created before `time`. */
  prune(time: number): Promise<number>
  count(): Promise<{ readonly waiting: number; readonly failed: number }>
}
