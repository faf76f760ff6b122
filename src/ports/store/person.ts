import type { ChannelName, PersonId } from '../../core/index.ts'

/** What is kept of a person. Address and session are sealed before they come here. */
export interface PersonRecord {
  readonly id: PersonId
  readonly channel: ChannelName
  /** The platform address, sealed. */
  readonly address: string
  /** The session as JSON, sealed. */
  readonly session: string
  readonly createdAt: number
  readonly lastSeenAt: number
  /** Blocked us or left the platform. */
  readonly gone: boolean
}

/** The people who wrote. */
export interface PersonRepository {
  find(id: PersonId): Promise<PersonRecord | undefined>
  put(record: PersonRecord): Promise<void>
  delete(id: PersonId): Promise<void>
  count(): Promise<number>
  /** People last seen before `time`, oldest first, at most `limit`. */
  listIdle(time: number, limit: number): Promise<readonly PersonRecord[]>
}
