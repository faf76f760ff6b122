import type { Locale } from './locale.ts'
import type { Need } from './needs.ts'

/** A value a flow keeps about a person while it runs: money in whole centimes, dates as `YYYY-MM-DD`. */
export type FlowValue = string | number | boolean

/** Where a person is in one flow. */
export interface FlowFrame {
  readonly flow: string
  readonly version: number
  /** The node that waits for the person, or the `call` node that waits for the flow above it. */
  readonly node: string
  readonly values: Readonly<Record<string, FlowValue>>
  /** Nodes that waited before this one, oldest first, for going back. */
  readonly visited: readonly string[]
  /** How often the waiting node was answered with something it could not use. */
  readonly tries: number
}

/** The flows a person is in; the last frame is the one that waits. Plain JSON. */
export interface FlowState {
  readonly frames: readonly FlowFrame[]
}

/** A choice that was shown and can still be answered by number, word or tap. */
export interface PendingChoice {
  readonly data: string
  readonly label: string
}

/** A question that may be passed on to the team, kept until the person says yes or no. */
export interface PendingQuestion {
  readonly text: string
  readonly locale: Locale
  readonly at: number
  /** What was answered, where the person says that it did not help. */
  readonly answered?: string
}

/** What Dalil remembers of a conversation, under a pseudonym. Plain JSON; survives a restart. */
export interface Session {
  readonly schema: 1
  /** The language of the last message or the one the person chose. */
  readonly locale: Locale
  /** The person chose it: a message in another language no longer changes it silently for good. */
  readonly localeChosen: boolean
  readonly city?: string | undefined
  /** The last FAQ entry that answered, for short follow-up questions. */
  readonly lastEntry?: string | undefined
  /** What the last card for a danger calls for: a town told after it is about that. */
  readonly lastNeed?: Need | undefined
  readonly flow?: FlowState | undefined
  /** What the last message offered to choose from. */
  readonly choices: readonly PendingChoice[]
  readonly pendingQuestion?: PendingQuestion | undefined
  /** What the next message is: "yes, erase everything", the question for the team, or a word. */
  readonly awaiting?: 'erase' | 'question' | 'exit-word' | undefined
  /** The entry that did not help, about which the question for the team is. */
  readonly about?: string | undefined
  /** An open thread with the team: what the person adds reaches it. */
  readonly threadId?: string | undefined
  /** The codes of the campaigns that this person came through first and last. */
  readonly campaign?: { readonly first: string; readonly last: string } | undefined
  /** What this person has been counted for and is not counted for again, oldest first. */
  readonly counted?: readonly string[] | undefined
  /** To whom the person thinks of going: asked whether the partner may be told. */
  readonly referring?: { readonly partner: string; readonly need: Need } | undefined
  /** Neutral names, a harmless first line, and a word for leaving in a hurry. */
  readonly discreet: boolean
  /** The word for leaving in a hurry, as the matcher compares words. */
  readonly exitWord?: string | undefined
  /** Until then, whoever writes reads about something harmless; ms since 1970. */
  readonly hiddenUntil?: number | undefined
  /** Whom the announcement was for that came last, `topic:work`: "stop" is about that. */
  readonly announced?: string | undefined
  readonly createdAt: number
  readonly lastSeenAt: number
}

/**
 * A session for somebody who writes for the first time. It has every part, if only as `undefined`:
 * a copy with another part is quick then, which adding one is not.
 */
export function createSession(locale: Locale, now: number): Session {
  return {
    schema: 1,
    locale,
    localeChosen: false,
    choices: [],
    discreet: false,
    createdAt: now,
    lastSeenAt: now,
    city: undefined,
    lastEntry: undefined,
    lastNeed: undefined,
    flow: undefined,
    pendingQuestion: undefined,
    awaiting: undefined,
    about: undefined,
    threadId: undefined,
    campaign: undefined,
    counted: undefined,
    referring: undefined,
    exitWord: undefined,
    hiddenUntil: undefined,
    announced: undefined,
  }
}
