import {
  type ChannelName,
  type Choice,
  directionOf,
  type InboundContent,
  isolateFor,
  type Locale,
  type OutboundMessage,
  type Session,
} from '../core/index.ts'
import type { MatchResult } from '../faq/index.ts'
import type { Town } from '../partners/index.ts'
import type { Audience, CampaignRecord } from '../ports/index.ts'
import type { Referral } from '../referrals/index.ts'
import type { Asked, UnderstandingParts, Understood } from '../understanding/index.ts'
import type { UrgencyCard } from '../urgency/index.ts'
import type { Pace } from './pace.ts'
import type { NewReminder, TurnResult } from './result.ts'
import type { TurnServices } from './services.ts'

/** One message and all that is known when it arrives. */
export interface TurnInput {
  readonly session: Session
  readonly content: InboundContent
  readonly channel: ChannelName
  /** ms since 1970. */
  readonly now: number
  /** `YYYY-MM-DD` in Africa/Casablanca. */
  readonly today: string
  /** The questions of this person that were passed on and are kept. */
  readonly questions: readonly KeptQuestion[]
  /** The reminders this person is still to get, the next first. */
  readonly reminders: readonly KeptReminder[]
  /** What this person asked to hear of, oldest first. */
  readonly subscriptions: readonly KeptSubscription[]
  /** The slips this person was given, the oldest first. */
  readonly referrals: readonly Referral[]
  /** What a slip is called that is made in this turn. */
  readonly slip: Pick<Referral, 'id' | 'code'>
  /** Whether this person writes faster than anybody can read. */
  readonly pace?: Pace | undefined
  /** This is the first message of this person. */
  readonly isNew: boolean
  /** The question that this person has open with the team. */
  readonly thread?: OpenThread | undefined
  /** It was written long ago, and nothing has been said about that yet. */
  readonly late?: boolean | undefined
  /** The message by an encoder from outside. */
  readonly encoded?: EncodedText | undefined
  /** What a second thread said of the message, and by what it did. */
  readonly understood?: (Understood & Asked & { readonly by: UnderstandingParts }) | undefined
}

/** A text as an encoder sees it. */
export interface EncodedText {
  readonly encoderId: string
  readonly text: string
  readonly vector: Float32Array
}

/** A question that was passed on, as the person may read it. */
export interface KeptQuestion {
  readonly messages: readonly {
    readonly from: 'person' | 'team'
    readonly text: string
    readonly at: number
  }[]
}

/** What a person has open with the team. */
export interface OpenThread {
  /** The team asked back and waits for the person. */
  readonly isAsked: boolean
  /** The team wrote after the person's last message: theirs is what the person sees last. */
  readonly hasNews: boolean
}

/** A reminder that is kept. */
export interface KeptReminder extends Omit<NewReminder, 'replaces'> {
  readonly id: string
}

/** Something that a person asked to hear of. */
export interface KeptSubscription {
  readonly id: string
  readonly audience: Audience
}

/** A turn at work: the input, and the language in which this message is answered. */
export interface Turn extends TurnInput {
  readonly services: TurnServices
  readonly locale: Locale
  /**
   * What the person wrote, without direction marks, control characters and the code of a campaign;
   * empty for media.
   */
  readonly text: string
  /** The campaign whose link or code this message carries. */
  readonly campaign: CampaignRecord | undefined
  /** The message was longer than what is read. */
  readonly cut: boolean
  /** The matcher's word on the text; worked out once, when first asked for. */
  readonly match: () => MatchResult
  /** The card for the danger that the text speaks of, likewise. */
  readonly danger: () => UrgencyCard | undefined
  /** The town that the text names, likewise. */
  readonly town: () => Town | undefined
}

/** Looks at a turn; answers it, or leaves it to the next stage with `undefined`. */
export type Stage = (turn: Turn) => TurnResult | undefined

/** A text of `content/locales` in the language of this turn. */
export function say(
  turn: Pick<Turn, 'locale'> & { readonly services: Pick<TurnServices, 'knowledge'> },
  key: string,
  values?: Readonly<Record<string, string | number>>,
): string {
  return turn.services.knowledge.texts.text(turn.locale, key, values)
}

/** A message in the language of this turn. */
export function message(
  turn: Turn,
  text: string,
  choices: readonly Choice[] = [],
): OutboundMessage {
  const shown = isolateFor(text.trim(), turn.locale)
  const direction = directionOf(turn.locale)
  return choices.length === 0
    ? { type: 'text', text: shown, direction }
    : { type: 'text', text: shown, direction, choices }
}

/** A result of the conversation's own, with what its last message offers kept for a reply by number. */
export function result(
  turn: Turn,
  messages: readonly OutboundMessage[],
  rest: Partial<TurnResult> & Pick<TurnResult, 'kind'>,
): TurnResult {
  const session = rest.session ?? turn.session
  return {
    confidence: 1,
    candidates: [],
    events: [],
    figures: [],
    ...rest,
    messages,
    session: { ...session, choices: choicesOf(messages) },
  }
}

function choicesOf(messages: readonly OutboundMessage[]): readonly Choice[] {
  const withChoices = messages.filter((sent) => sent.type === 'text' && sent.choices !== undefined)
  const last = withChoices.at(-1)
  return last?.type === 'text' ? (last.choices ?? []) : []
}
