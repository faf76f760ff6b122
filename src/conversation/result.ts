import type {
  Facets,
  FigureEvent,
  FigureKey,
  Locale,
  OutboundMessage,
  Session,
  Topic,
} from '../core/index.ts'
import type { Audience } from '../ports/index.ts'
import type { Referral } from '../referrals/index.ts'
import type { KeptSubscription } from './turn.ts'

/** What kind of reply a turn gave. `command` is the conversation's own: menu, language, erasing… */
export type TurnKind =
  | 'answer'
  | 'clarify'
  | 'urgent'
  | 'smalltalk'
  | 'unknown'
  | 'flow'
  | 'command'

/** Something that happened in a turn and is counted; never says who or in which words. */
export interface TurnEvent {
  readonly event: FigureEvent
  readonly facets: Facets
}

/** A question on its way to the team. */
export interface PassedOn {
  readonly text: string
  readonly locale: Locale
  readonly topic?: Topic
  readonly answered?: string
}

/** A message that the person asked for on a later day. */
export interface NewReminder {
  /** What it is about, e.g. `declaration`. */
  readonly kind: string
  /** `YYYY-MM-DD`, the day to send it. */
  readonly day: string
  readonly text: string
  /** The last day on which it is of use, where that is known. */
  readonly until?: string
  readonly locale: Locale
  /** The conversation that it came from, offered again with it. */
  readonly flow?: string
  /** The id of a kept one whose place it takes. */
  readonly replaces?: string
}

/** What one message led to. Nothing has been stored or sent yet. */
export interface TurnResult {
  readonly session: Session
  readonly messages: readonly OutboundMessage[]
  readonly kind: TurnKind
  /** The entry, flow, urgency card or small talk that replied. */
  readonly entry?: string | undefined
  readonly confidence: number
  /** Entries that were considered, best first, at most three. */
  readonly candidates: readonly { readonly entry: string; readonly confidence: number }[]
  readonly events: readonly TurnEvent[]
  /** What is counted of it. */
  readonly figures: readonly FigureKey[]
  readonly passOn?: PassedOn
  /** The thread with the team is to be closed: the person has what they wanted. */
  readonly closeThread?: true
  /** Reminders to keep. */
  readonly reminders?: readonly NewReminder[] | undefined
  /** Ids of kept reminders to delete. */
  readonly cancelReminders?: readonly string[]
  /** What to hear of from now on. */
  readonly subscribe?: Audience
  /** Of what to hear no more. */
  readonly unsubscribe?: readonly KeptSubscription[]
  /** A slip to keep: a new one, or one about which something was said. */
  readonly referral?: Referral
  /** That slip is sent as a picture too. */
  readonly pictured?: true
  /** The partner is to be told of it. */
  readonly tell?: true
  /** They left in a hurry: what else is on its way to them is not to arrive now. */
  readonly hides?: true
  /** The turn broke, and this is the apology. */
  readonly broke?: true
  /** Everything about this person is to be erased after the reply. */
  readonly erase?: true
}
