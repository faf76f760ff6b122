import type { Need } from '../core/index.ts'
import type { Path } from '../documents/index.ts'
import type { Values } from './step.ts'

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
