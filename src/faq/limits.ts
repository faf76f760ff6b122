import type { FeatureKind } from './features.ts'

/** Which features are worth what they cost. */
export interface Limits {
  /**
   * A feature of fewer phrasings is not learnt. Of many phrasings, what is in a single one would only
   * explain that away; of a few it is most of what there is.
   */
  readonly fewest: number
  /** Runs of characters of fewer phrasings are not learnt, nor those that tell less, 0 to 1. */
  readonly examples: number
  readonly telling: number
  /** Characters of the shortest run. */
  readonly shortest: number
  /** Whether least squares are worth it. */
  readonly squares: boolean
  /** What is not read at all. */
  readonly without: readonly FeatureKind[]
}

/**
 * Runs of characters are most of what there is, and what training costs grows with phrasings times
 * classes: where these are few, every run counts; where they are many, rare runs and those that tell
 * little are not worth their cost (on the content, a third of the time for 0.1 points). Where there
 * are many phrasings of everything, pairs of neighbours say nothing that words, far pairs and
 * meanings do not (on the content, a fifth of the time, and no worse without).
 */
const LIMITS = [
  { from: 0, fewest: 1, examples: 1, telling: 0.2, shortest: 2, squares: true, without: [] },
  { from: 750_000, fewest: 2, examples: 4, telling: 0.5, shortest: 2, squares: false, without: [] },
  {
    from: 3_000_000,
    fewest: 2,
    examples: 20,
    telling: 0.7,
    shortest: 4,
    squares: false,
    without: ['word-pair', 'meaning-pair'],
  },
] as const satisfies readonly (Limits & { readonly from: number })[]

/** The limits for so many phrasings and classes. */
export function limitsFor(phrasings: number, classes: number): Limits {
  return LIMITS.findLast(({ from }) => phrasings * classes >= from) ?? LIMITS[0]
}
