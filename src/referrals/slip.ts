import type { Direction } from '../core/index.ts'

/** What stands on the picture of a slip. */
export interface Slip {
  readonly heading: string
  readonly code: string
  /** The partner. */
  readonly name: string
  /** For what, where, and how to reach it. */
  readonly lines: readonly string[]
  readonly bring: string
  readonly show: string
  /** The page on which the partner says what became of it. */
  readonly link: string
  readonly direction: Direction
}
