/** What is counted together: a day and a few words that say what, never who. */
export interface FigureKey {
  /** `YYYY-MM-DD` in Africa/Casablanca. */
  readonly day: string
  /** What happened, e.g. `answered`, `unknown`, `urgent`, `flow-finished`. */
  readonly event: string
  /** Subject, entry, flow, partner… as `name=value`, sorted. */
  readonly facets: Readonly<Record<string, string>>
}

/** Counts, made at the moment of the event. */
export interface FigureRepository {
  increment(key: FigureKey, by?: number): Promise<void>
  list(fromDay: string, toDay: string): Promise<readonly (FigureKey & { readonly count: number })[]>
}
