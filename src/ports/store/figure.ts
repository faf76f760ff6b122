import type { FigureKey } from '../../core/index.ts'

/** A key of what is counted, with how often. */
export type Figure = FigureKey & { readonly count: number }

/** Counts, made at the moment of the event. */
export interface FigureRepository {
  /** The order of the facets does not count. A negative `by` takes back what was counted. */
  increment(key: FigureKey, by?: number): Promise<void>
  /** From the first day to the last, both included; ordered by day. */
  list(fromDay: string, toDay: string): Promise<readonly Figure[]>
}
