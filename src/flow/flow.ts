import type { Locale, Need, Topic } from '../core/index.ts'
import type { Document } from '../documents/index.ts'
import type { Texts } from '../ports/index.ts'
import type { NodeFacts, Shown } from './facts.ts'
import type { Words } from './input/words.ts'
import type { FlowContext, FlowFailure, FlowOutput, Values } from './step.ts'

/** What the engine asks of the world around it. All of it is pure. */
export interface FlowServices {
  readonly flows: FlowSet
  readonly texts: Texts
  /** The town that a text speaks of; a town's own id finds that town. */
  findCity(text: string, locale: Locale): { readonly id: string; readonly name: string } | undefined
  /** The words of {@link texts}, prepared once by `createWords`; made anew on each call otherwise. */
  readonly words?: Words | undefined
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
