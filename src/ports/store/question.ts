import type { ChannelName, FigureEvent, Locale, PersonId, Topic } from '../../core/index.ts'

/**
 * Where a question passed on to the team stands: it waits for the team, the team asked back and waits
 * for the person, it was answered, or nobody waits for anything any more.
 */
export const QUESTION_STATES = ['open', 'asked', 'answered', 'closed'] as const

/** One of {@link QUESTION_STATES}. */
export type QuestionState = (typeof QUESTION_STATES)[number]

/** Why a question was closed: not worth a reply, for a partner, settled, or by the one who asked. */
export type Closing = 'ignored' | 'referred' | 'settled' | 'person'

/** One message of the thread between a person and the team. */
export interface ThreadMessage {
  readonly from: 'person' | 'team'
  /** Redacted and sealed. */
  readonly text: string
  readonly at: number
  /** Display name of the staff account that wrote it; never shown to the person. */
  readonly by?: string
}

/** How a question was before an action of the team. */
export interface QuestionBefore {
  /** Names the action; one action may be about many questions. */
  readonly action: string
  readonly state: QuestionState
  readonly closedAs?: Closing
  readonly group?: string
  /** How many messages the thread had. */
  readonly messages: number
  /** The outbox record of what was written to the person. */
  readonly outbox?: string
  /** What was counted of it. */
  readonly counted?: FigureEvent
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
  /** The questions that mean the same; a name without a meaning. */
  readonly group?: string
  /** Why it is closed. */
  readonly closedAs?: Closing
  /** What the last action of the team changed, so that it can be undone. */
  readonly before?: QuestionBefore
  readonly createdAt: number
  readonly updatedAt: number
  /** Counts changes: whoever writes with an older one is told that it changed. */
  readonly revision: number
}

/** Questions that mean the same and wait for the team. */
export interface OpenGroup {
  readonly group: string
  /** How many of them wait, and from how many people. */
  readonly open: number
  readonly people: number
  /** When the first and the last of them were asked. */
  readonly oldestAt: number
  readonly newestAt: number
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
  /** The groups that wait, the largest first, then the oldest; those behind `after` where given. */
  listGroups(options: {
    readonly limit: number
    readonly after?: Pick<OpenGroup, 'group' | 'open' | 'oldestAt'>
  }): Promise<readonly OpenGroup[]>
  findGroup(group: string): Promise<OpenGroup | undefined>
  /** How many groups wait. */
  countGroups(): Promise<number>
  /** The questions of a group in every state, newest first, `limit` at most. */
  listOfGroup(group: string, limit: number): Promise<readonly QuestionRecord[]>
  delete(id: string): Promise<void>
  deleteOf(person: PersonId): Promise<number>
  /** Deletes those last changed before `time`. */
  prune(time: number): Promise<number>
}
