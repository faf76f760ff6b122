import type { ChannelName, Locale, PersonId, Topic } from '../../core/index.ts'

/** Where a question passed on to the team stands. */
export type QuestionState = 'open' | 'answered' | 'closed'

/** One message of the thread between a person and the team. */
export interface ThreadMessage {
  readonly from: 'person' | 'team'
  /** Redacted and sealed. */
  readonly text: string
  readonly at: number
  /** Display name of the staff account that wrote it; never shown to the person. */
  readonly by?: string
}

/** A question that a person agreed to pass on. */
export interface QuestionRecord {
  readonly id: string
  readonly person: PersonId
  readonly channel: ChannelName
  readonly locale: Locale
  readonly topic?: Topic
  readonly state: QuestionState
  readonly thread: readonly ThreadMessage[]
  /** The label that was answered and did not help, where there was one. */
  readonly answered?: string
  readonly createdAt: number
  readonly updatedAt: number
  /** Counts changes: whoever writes with an older one is told that it changed. */
  readonly revision: number
}

/** The questions passed on to the team. */
export interface QuestionRepository {
  put(record: QuestionRecord): Promise<void>
  find(id: string): Promise<QuestionRecord | undefined>
  /** Newest first, `limit` at most; those created before `before` where given. */
  list(options: {
    readonly state?: QuestionState
    readonly limit: number
    readonly before?: number
  }): Promise<readonly QuestionRecord[]>
  listOf(person: PersonId): Promise<readonly QuestionRecord[]>
  countOpen(): Promise<number>
  delete(id: string): Promise<void>
  deleteOf(person: PersonId): Promise<number>
  /** Deletes those last changed before `time`. */
  prune(time: number): Promise<number>
}
