import type { InboundMessage, PersonId } from '../core/index.ts'
import type { PersonRecord } from '../ports/index.ts'
import type { Pace } from './pace.ts'

/** What a turn is about. */
export interface Occasion {
  /** The id of the turn, by which the lines of the log belong together. */
  readonly id: string
  readonly person: PersonId
  readonly message: InboundMessage
  /** `undefined` for somebody who never wrote, or erased all. */
  readonly record: PersonRecord | undefined
  readonly now: number
  readonly pace: Pace
}
