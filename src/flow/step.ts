import type { ChannelName, FlowState, FlowValue, Locale, Need } from '../core/index.ts'

/** What a flow has been told so far, by name. */
export type Values = Readonly<Record<string, FlowValue>>

/** What is known of the person and the day, apart from the answers. */
export interface FlowContext {
  readonly locale: Locale
  /** Id of the town, where it is known. */
  readonly city?: string | undefined
  readonly channel: ChannelName
  /** The campaign that the person came through. */
  readonly campaign?: string | undefined
  /** `YYYY-MM-DD` in Africa/Casablanca. */
  readonly today: string
}

/** What a person sent: words, or the `data` of a button. */
export type FlowInput = { readonly text: string } | { readonly choice: string }

/** A button or numbered line that a flow offers. */
export interface FlowChoice {
  /** `f:<question>:<option>`, at most 40 bytes. */
  readonly data: string
  readonly label: string
}

/** What the caller is to do, in this order. Texts are in the person's language and never empty. */
export type FlowOutput =
  | { readonly type: 'text'; readonly text: string; readonly choices?: readonly FlowChoice[] }
  /** Answer with this entry. */
  | { readonly type: 'answer'; readonly entry: string }
  /** Name the partners that fit. */
  | { readonly type: 'route'; readonly need: Need; readonly city?: string | undefined }
  /** Keep a dated message; the person agreed to it in the flow. */
  | {
      readonly type: 'remind'
      readonly kind: string
      readonly date: string
      readonly text: string
      /** The last day on which it is of use, where that is known. */
      readonly until?: string
    }
  /** Say `text`, and take the person's question to the team. */
  | { readonly type: 'pass-on'; readonly text: string }
  /** Answer what the person just wrote as a free question. */
  | { readonly type: 'search' }

/** What happened, for counting and for the caller; never says what the person wrote. */
export type FlowEvent =
  | { readonly type: 'started'; readonly flow: string }
  /** A node was reached. */
  | { readonly type: 'step'; readonly flow: string; readonly node: string }
  | { readonly type: 'finished'; readonly flow: string }
  /** The person is now known to be in this town. */
  | { readonly type: 'city'; readonly city: string }
  /** The person chose this language; what follows is said in it. */
  | { readonly type: 'locale'; readonly locale: Locale }
  /** The flow changed and the person was moved to the nearest step. */
  | { readonly type: 'moved'; readonly flow: string; readonly from: string; readonly to: string }
  /** The flow or its step is gone: say so politely and offer to start again. */
  | { readonly type: 'expired'; readonly flow: string }
  /** A button of an earlier question. */
  | { readonly type: 'stale'; readonly flow: string }
  /** Three answers in a row could not be used. */
  | { readonly type: 'gave-up'; readonly flow: string; readonly node: string }
  /** Something is broken inside: apologise, and write it to the log. */
  | {
      readonly type: 'failed'
      readonly flow: string
      readonly node: string
      readonly reason: FlowFailure
      readonly detail?: string | undefined
    }

/** Why a flow could not go on. */
export type FlowFailure =
  | 'unknown-flow'
  | 'unknown-node'
  | 'expression'
  | 'missing-text'
  | 'too-many-steps'
  | 'too-many-flows'
  | 'no-way-out'
  | 'silent'

/** One message taken in by a flow. */
export interface FlowStep {
  /** Where the person is now; `undefined` when the flow ended. */
  readonly state?: FlowState | undefined
  readonly outputs: readonly FlowOutput[]
  readonly events: readonly FlowEvent[]
  /**
   * Whether the waiting node could use the input. When not, the caller may answer a question in
   * between, keep the state of before, and repeat the question; else it takes this step as it is.
   */
  readonly understood: boolean
}
