import type { FlowValue } from '../../core/index.ts'
import type { Shown } from '../facts.ts'
import type { FlowServices } from '../flow.ts'
import type { Words } from '../input/words.ts'
import type { FlowContext } from '../step.ts'

/** The least and most that an author allows: numbers, dirhams, characters, or days. */
export interface Bounds {
  readonly min?: number | string | undefined
  readonly max?: number | string | undefined
}

/** What a kind may look at while it reads an answer. */
export interface Asked extends Bounds {
  readonly words: Words
  readonly context: FlowContext
  readonly services: FlowServices
}

/** What an answer says; `outside`: understood, but beyond the bounds. `undefined`: not understood. */
export type KindReading =
  | { readonly value: FlowValue; readonly city?: string }
  | 'outside'
  | undefined

/** A kind of answer that `ask` can ask for. */
export interface Kind {
  readonly shown: Shown
  /** What `min` and `max` are for it. */
  readonly bounds: 'none' | 'number' | 'date'
  read(text: string, asked: Asked): KindReading
}
