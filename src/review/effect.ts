import type { Fault } from '../core/index.ts'

/** A message that would get another answer: labels like `faq:<entry>`, `undefined` for no sure one. */
export interface Switched {
  readonly text: string
  readonly before: string | undefined
  readonly after: string | undefined
  /** The group of a past question. */
  readonly group?: string
}

/** Messages that were put to the content as it is and as it would be. */
export interface Compared {
  readonly compared: number
  readonly switched: number
  /** The first of those that would get another answer. */
  readonly shown: readonly Switched[]
}

/** What a change would do to the answers that people get. */
export interface Effect {
  /** Whether other phrasings would be learnt; where not, nobody is understood otherwise. */
  readonly learns: boolean
  readonly phrasings: Compared
  readonly questions: Compared
}

/** How well phrasings are understood that were left out of learning, as shares of 1. */
export interface Accuracy {
  readonly folds: number
  readonly before: number
  readonly after: number
}

/** What is known of the effect of a change, bit by bit. */
export type PreviewStep =
  /** Another one is being worked out. */
  | { readonly type: 'waiting' }
  /** The share of the work that is done, of 1. */
  | { readonly type: 'progress'; readonly share: number }
  /** The content with the change does not pass the checks; nothing more is worked out. */
  | { readonly type: 'refused'; readonly faults: readonly Fault[] }
  | { readonly type: 'effect'; readonly effect: Effect }
  | { readonly type: 'accuracy'; readonly accuracy: Accuracy }
  | { readonly type: 'failed' }
