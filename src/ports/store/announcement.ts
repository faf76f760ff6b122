import type { Locale } from '../../core/index.ts'
import type { Audience } from './subscription.ts'

/** Where an announcement stands: written, shown to somebody else, on its way, and how that ended. */
export const ANNOUNCEMENT_STATES = ['draft', 'proposed', 'sending', 'sent', 'stopped'] as const

/** One of {@link ANNOUNCEMENT_STATES}. */
export type AnnouncementState = (typeof ANNOUNCEMENT_STATES)[number]

/** A message of the association to people who asked for it. */
export interface AnnouncementRecord {
  /** Unique; also the beginning of the ids of the messages that it becomes. */
  readonly id: string
  readonly audience: Audience
  /** What people read, each in their own language; empty where a draft has none yet. */
  readonly texts: Readonly<Record<Locale, string>>
  /** The last day `YYYY-MM-DD` on which it is of use. */
  readonly until: string
  readonly state: AnnouncementState
  /** The staff account that wrote it last. */
  readonly by: string
  /** The other account that approved it. */
  readonly approvedBy?: string
  readonly createdAt: number
  readonly updatedAt: number
  /** When it began to be sent: whoever subscribes later does not get it. */
  readonly approvedAt?: number
  /** When the last of its messages was on its way. */
  readonly queuedAt?: number
  /** Counts changes: whoever writes with an older one is told that it changed. */
  readonly revision: number
}

/** The announcements. */
export interface AnnouncementRepository {
  /** Adds an announcement, or replaces the one of that id. */
  put(record: AnnouncementRecord): Promise<void>
  find(id: string): Promise<AnnouncementRecord | undefined>
  delete(id: string): Promise<void>
  /** Newest first, at most `limit`. */
  list(limit: number): Promise<readonly AnnouncementRecord[]>
  /** Those on their way, the longest approved first. */
  listSending(): Promise<readonly AnnouncementRecord[]>
}
