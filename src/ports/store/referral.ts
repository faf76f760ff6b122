import type { ChannelName, Locale, PersonId } from '../../core/index.ts'

/** What the partner says became of somebody who was sent to it. */
export const PARTNER_WORDS = ['came', 'not-helped'] as const

/** One of {@link PARTNER_WORDS}. */
export type PartnerWord = (typeof PARTNER_WORDS)[number]

/** What the person says became of it. */
export const PERSON_WORDS = ['helped', 'not-helped', 'not-reached'] as const

/** One of {@link PERSON_WORDS}. */
export type PersonWord = (typeof PERSON_WORDS)[number]

/** Somebody who was sent to a partner with a slip. */
export interface ReferralRecord {
  /** Sorts by time of creation, unique. */
  readonly id: string
  readonly person: PersonId
  readonly channel: ChannelName
  readonly locale: Locale
  /** To whom, for what, from where, under which code, as JSON, sealed. */
  readonly content: string
  /** The partner under a name without a meaning: beside a person, its own would say too much. */
  readonly partner: string
  /** The code on the slip, hidden likewise. */
  readonly code: string
  readonly createdAt: number
  /** When the person is to be asked how it went; left out once they were. */
  readonly askAt?: number
  readonly partnerSays?: PartnerWord
  readonly personSays?: PersonWord
  /** When the person said so. */
  readonly saidAt?: number
  /** The contact of the partner that did not answer, hidden likewise. */
  readonly silent?: string
}

/** How many referrals to a partner ended alike. */
export interface ReferralTally
  extends Pick<ReferralRecord, 'partner' | 'partnerSays' | 'personSays'> {
  readonly count: number
}

/** The people sent to partners, and what became of it. */
export interface ReferralRepository {
  /** Adds a referral, or replaces the one of that id. */
  put(record: ReferralRecord): Promise<void>
  find(id: string): Promise<ReferralRecord | undefined>
  /** The one with that code, the latest where there are several. */
  findByCode(code: string): Promise<ReferralRecord | undefined>
  /** Those of one person, the oldest first. */
  listOf(person: PersonId): Promise<readonly ReferralRecord[]>
  /** Newest first, `limit` at most; of one partner, and those made before `before`, where given. */
  list(options: {
    readonly limit: number
    readonly partner?: string
    readonly before?: number
  }): Promise<readonly ReferralRecord[]>
  /** Those about which the person is to be asked at `now` or before, the longest due first. */
  listDue(now: number, limit: number): Promise<readonly ReferralRecord[]>
  /** All that say of a contact that it does not answer, in the order in which that was said. */
  listSilent(): Promise<readonly ReferralRecord[]>
  /** Counts by partner and outcome, in no order. */
  tally(): Promise<readonly ReferralTally[]>
  deleteOf(person: PersonId): Promise<number>
  /** Deletes those made before `time`. */
  prune(time: number): Promise<number>
}
