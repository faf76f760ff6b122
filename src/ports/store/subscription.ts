import type { PersonId, Topic } from '../../core/index.ts'

/** Whom an announcement is for: those who asked for the news of a subject, or of a town. */
export type Audience =
  | { readonly kind: 'topic'; readonly value: Topic }
  /** The id of a town. */
  | { readonly kind: 'town'; readonly value: string }

/** What a person asked to hear of. */
export interface SubscriptionRecord {
  /** Unique: of a person and a list there is one. */
  readonly id: string
  readonly person: PersonId
  /** The audience as a code that only our key makes: a subject beside a person would say too much. */
  readonly list: string
  /** The audience as JSON, sealed, for the person to read. */
  readonly content: string
  readonly createdAt: number
  /** The announcement that was brought to them last. */
  readonly last?: string
}

/** Where somebody stands in a list. */
export type SubscriptionPlace = Pick<SubscriptionRecord, 'createdAt' | 'id'>

/** What people asked to hear of. One that was cancelled is deleted. */
export interface SubscriptionRepository {
  /** Adds a subscription, or replaces the one of that id. */
  put(record: SubscriptionRecord): Promise<void>
  find(id: string): Promise<SubscriptionRecord | undefined>
  delete(id: string): Promise<void>
  /** Those of one person, oldest first. */
  listOf(person: PersonId): Promise<readonly SubscriptionRecord[]>
  /** Those of a list, oldest first, at most `limit`; those behind `after` where given. */
  listIn(
    list: string,
    options: { readonly limit: number; readonly after?: SubscriptionPlace },
  ): Promise<readonly SubscriptionRecord[]>
  countIn(list: string): Promise<number>
  deleteOf(person: PersonId): Promise<number>
}
