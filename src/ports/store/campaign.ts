import type { Locale, Topic } from '../../core/index.ts'

/** The ways a campaign may lead people; `any` gives a link for each. */
export const CAMPAIGN_CHANNELS = ['any', 'whatsapp', 'telegram', 'web'] as const

/** One of {@link CAMPAIGN_CHANNELS}. */
export type CampaignChannel = (typeof CAMPAIGN_CHANNELS)[number]

/** An awareness campaign: what its links lead to, and what it is counted under. */
export interface CampaignRecord {
  /** What stands in its links and posters; never changes. */
  readonly code: string
  /** What the staff call it. */
  readonly name: string
  readonly topic?: Topic
  /** The language in which its links greet. */
  readonly locale: Locale
  readonly channel: CampaignChannel
  /** Where it hangs or is handed out, in the words of the staff. */
  readonly place?: string
  /** The flow that its links begin. */
  readonly flow?: string
  /** `YYYY-MM-DD`, both included. */
  readonly from: string
  readonly until?: string
  readonly createdAt: number
  /** Counts changes: whoever writes with an older one is told that it changed. */
  readonly revision: number
}

/** The campaigns. They stay: a code on a poster may be read years later. */
export interface CampaignRepository {
  /** Adds a campaign, or replaces the one of that code. */
  put(record: CampaignRecord): Promise<void>
  find(code: string): Promise<CampaignRecord | undefined>
  /** Newest first. */
  list(): Promise<readonly CampaignRecord[]>
}
