import type { CampaignBook } from '../campaigns/index.ts'
import type { Knowledge } from '../content/index.ts'
import type { Need, Topic } from '../core/index.ts'
import type { Courtesies, Matcher } from '../faq/index.ts'
import type { Words } from '../flow/index.ts'
import type { NoticeWays } from '../referrals/index.ts'
import type { UnderstandingParts } from '../understanding/index.ts'
import type { PhraseBook } from './words.ts'

/** What a turn works with; replaced as a whole when content or model change. */
export interface TurnServices {
  readonly knowledge: Knowledge
  readonly matcher: Matcher
  readonly courtesies: Courtesies
  /** What the gate, the matcher and the courtesies are made of. */
  readonly madeOf: UnderstandingParts
  readonly phrases: PhraseBook
  /** The words that flows understand, prepared once. */
  readonly words: Words
  /** The campaigns that people may come through. */
  readonly campaigns: CampaignBook
  /** How partners can be told in advance. */
  readonly notices: NoticeWays
  /** How long a question that was passed on is kept, in days. */
  readonly retentionDays: number
}

/** What somebody needs, for the choice of a partner. */
export interface Seeking {
  readonly need: Need
  readonly topic?: Topic
  readonly prefer?: readonly string[]
  /** Where they are at this moment; used and not kept. */
  readonly coordinates?: { readonly latitude: number; readonly longitude: number }
}
