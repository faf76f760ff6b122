import type { ChannelName, Locale, PersonId } from '../../core/index.ts'

/** A message that a person asked for on a later day. */
export interface ReminderRecord {
  /** Unique; also the id of the outgoing message that it becomes. */
  readonly id: string
  readonly person: PersonId
  readonly channel: ChannelName
  /** What it is about and its words as JSON, sealed: a date beside a subject would say too much. */
  readonly content: string
  readonly locale: Locale
  /** When it is to be sent, ms since 1970. */
  readonly dueAt: number
  readonly createdAt: number
}

/** The reminders still to come. One that was sent, cancelled or dropped is deleted. */
export interface ReminderRepository {
  /** Adds a reminder, or replaces the one of that id. */
  put(record: ReminderRecord): Promise<void>
  find(id: string): Promise<ReminderRecord | undefined>
  /** Whether there was one: whoever deletes it may send it, and nobody else. */
  delete(id: string): Promise<boolean>
  /** The reminders of one person, the next first. */
  listOf(person: PersonId): Promise<readonly ReminderRecord[]>
  /** Those due at `now` or before, the longest due first, at most `limit`. */
  listDue(now: number, limit: number): Promise<readonly ReminderRecord[]>
  deleteOf(person: PersonId): Promise<number>
}
