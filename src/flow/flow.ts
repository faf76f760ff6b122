import type { ChannelName, FlowState, FlowValue, Locale, Need, Topic } from '../core/index.ts'
import type { Document, Path } from '../documents/index.ts'
import type { Texts } from '../ports/index.ts'
import type { Words } from './input/words.ts'

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

/** What the engine asks of the world around it. All of it is pure. */
export interface FlowServices {
  readonly flows: FlowSet
  readonly texts: Texts
  /** The town that a text speaks of; a town's own id finds that town. */
  findCity(text: string, locale: Locale): { readonly id: string; readonly name: string } | undefined
  /** The words of {@link texts}, prepared once by `createWords`; made anew on each call otherwise. */
  readonly words?: Words | undefined
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

/** How a value is shown in a text: `{{born}}` as a date, `{{due}}` in dirhams, and so on. */
export type Shown =
  | { readonly type: 'plain' | 'date' | 'amount' | 'city' | 'yes-no' }
  | { readonly type: 'option'; readonly labels: ReadonlyMap<string, string> }
  /** As the flow that it was brought back from shows it. */
  | { readonly type: 'taken'; readonly flow: string; readonly name: string }

/** A name that a node fills. */
export interface Write {
  readonly name: string
  readonly shown: Shown
  readonly path: Path
}

/** The label of the way out after three answers that were not understood. */
export const GIVE_UP = 'giveUp'

/** A way out of a node. */
export interface Exit {
  readonly to: string
  /** Where the target is written, from the node. */
  readonly path: Path
  /** When this way is taken, for pictures. */
  readonly label?: string | undefined
  /** Names that are filled once this way is taken. */
  readonly sets: readonly string[]
}

/** A text that a node shows or understands. */
export interface TextUse {
  readonly key: string
  readonly path: Path
  /** `label`: stands on a button. `words`: a list of words that are understood. */
  readonly as: 'message' | 'label' | 'words'
}

/** A name that a node reads in an expression or hands over. */
export interface Read {
  readonly name: string
  readonly path: Path
}

/** What the checks want to know of a node beyond its ways and texts. */
export interface NodeFacts {
  /** Waits for the person before it goes on. */
  readonly waits: boolean
  /** Shows the person something whenever it is passed. */
  readonly speaks: boolean
  readonly exits: readonly Exit[]
  readonly texts: readonly TextUse[]
  readonly reads: readonly Read[]
  readonly writes: readonly Write[]
  readonly giveUp?: string | undefined
  readonly entry?: string | undefined
  /** The need of a route, or the name that holds it. */
  readonly need?: { readonly need: Need } | { readonly from: string } | undefined
  readonly call?: CallFacts | undefined
  /** Fixed values that a `set` keeps. */
  readonly fixed?: Values | undefined
  /** Ids that a `choose` may save. */
  readonly options?: readonly string[] | undefined
  /** A `branch` that has no `else`. */
  readonly open?: boolean | undefined
}

/** Which flow is called, and what is handed over. */
export interface CallFacts {
  readonly flow: string
  readonly give: readonly string[]
  readonly take: readonly string[]
}

/** Where the engine goes after a node. */
export type Way =
  | { readonly type: 'go'; readonly to: string }
  | { readonly type: 'wait' }
  | { readonly type: 'end' }
  | { readonly type: 'call'; readonly flow: string; readonly values: Values }
  | { readonly type: 'fail'; readonly reason: FlowFailure; readonly detail?: string | undefined }

/** What a node does: says, remembers, goes on. */
export interface Effect {
  readonly outputs?: readonly FlowOutput[]
  readonly values?: Values
  /** The person turned out to be in this town. */
  readonly city?: string
  /** The person chose this language. */
  readonly locale?: Locale
  readonly way: Way
}

/** How a waiting node took an answer. */
export type Reading =
  | { readonly type: 'taken'; readonly effect: Effect }
  /** Understood, but not possible here: a date in the future, too small an amount. */
  | { readonly type: 'outside' }
  | { readonly type: 'unclear' }

/** What a person sent, as a node sees it: words, or one of its own options. */
export type NodeInput = { readonly text: string } | { readonly option: string }

/** What a node may look at. */
export interface Scene {
  readonly flow: Flow
  readonly node: string
  readonly values: Values
  readonly context: FlowContext
  readonly services: FlowServices
}

/** One node of a flow, bound to what stands in the file. */
export interface FlowNode {
  readonly type: string
  readonly facts: NodeFacts
  /** What happens when the flow reaches it; a waiting node asks its question. */
  enter(scene: Scene): Effect
  /** Takes what the person sent; only nodes that wait have it. */
  answer?(scene: Scene, input: NodeInput): Reading
  /** Asks again after an answer that could not be used. */
  again?(scene: Scene, why: 'outside' | 'unclear'): Effect
  /** Goes on after the flow that it called has ended. */
  returned?(scene: Scene, values: Values): Effect
}

/** A conversation, read from its file and ready to run. */
export interface Flow {
  readonly flow: string
  readonly version: number
  readonly subject: Topic
  readonly need?: Need | undefined
  /** Key of its title. */
  readonly title: string
  /** Key of the phrases that start it. */
  readonly triggers?: string | undefined
  readonly start: string
  /** Nobody has to finish it: what does not answer its question ends it and is answered as usual. */
  readonly optional: boolean
  /** Values that are there from the start; a calling flow may give others. */
  readonly defaults: Values
  /** Node of an older version: the nearest node now. */
  readonly moved: Readonly<Record<string, string>>
  readonly nodes: ReadonlyMap<string, FlowNode>
  /** How each name is shown in texts. */
  readonly shown: ReadonlyMap<string, Shown>
  /** Names that are certainly filled when a node is reached. */
  readonly filled: ReadonlyMap<string, ReadonlySet<string>>
  /** Older versions that are still there for those in the middle of one. */
  readonly older: ReadonlyMap<number, Flow>
  readonly document: Document
}

/** The flows by id, each in its newest version. */
export type FlowSet = ReadonlyMap<string, Flow>
