import { type Facet, type Facets, FIGURES, type FigureEvent } from '../core/index.ts'
import type { Figure } from '../ports/index.ts'

/** What is looked at: only figures with these facets. */
export type Selection = Readonly<
  Partial<Record<'topic' | 'locale' | 'channel' | 'region' | 'campaign', string>>
>

/** The key of those of whom a facet is not known. */
const NOT_KNOWN = ''

/** Sums of figures of one period under one selection. */
export interface Tally {
  /** How often an event was counted; `where` narrows further than the selection. */
  count(event: FigureEvent, where?: Facets): number
  /** The same by the values of a facet, those that do not have it under {@link NOT_KNOWN}. */
  by(event: FigureEvent, facet: Facet, where?: Facets): ReadonlyMap<string, number>
  /** The same by day. */
  byDay(event: FigureEvent): ReadonlyMap<string, number>
  /** Whether the selection can be applied to an event at all: not every figure has every facet. */
  knows(event: FigureEvent): boolean
}

/** Makes a {@link Tally} of figures. */
export function createTally(figures: readonly Figure[], selection: Selection = {}): Tally {
  const chosen = Object.entries(selection)
  const byEvent = new Map<FigureEvent, Figure[]>()
  for (const figure of figures) {
    if (chosen.some(([facet, value]) => facetOf(figure, facet) !== value)) continue
    const known = byEvent.get(figure.event)
    if (known === undefined) byEvent.set(figure.event, [figure])
    else known.push(figure)
  }
  const sum = (event: FigureEvent, keyOf: (figure: Figure) => string, where: Facets = {}) => {
    const wanted = Object.entries(where)
    const sums = new Map<string, number>()
    for (const figure of byEvent.get(event) ?? []) {
      if (wanted.some(([facet, value]) => facetOf(figure, facet) !== value)) continue
      const key = keyOf(figure)
      sums.set(key, (sums.get(key) ?? 0) + figure.count)
    }
    return sums
  }
  return {
    count: (event, where) => sum(event, () => '', where).get('') ?? 0,
    by: (event, facet, where) => {
      return sum(event, (figure) => figure.facets[facet] ?? NOT_KNOWN, where)
    },
    byDay: (event) => sum(event, ({ day }) => day),
    knows: (event) => {
      const facets: readonly string[] = FIGURES[event]
      return chosen.every(([facet]) => facets.includes(facet))
    },
  }
}

function facetOf(figure: Figure, facet: string): string {
  const facets: Readonly<Record<string, string | undefined>> = figure.facets
  return facets[facet] ?? NOT_KNOWN
}

/** Adds up several sums. */
export function addUp(sums: Iterable<ReadonlyMap<string, number>>): ReadonlyMap<string, number> {
  const all = new Map<string, number>()
  for (const one of sums) {
    for (const [key, value] of one) all.set(key, (all.get(key) ?? 0) + value)
  }
  return all
}

/** Keys with their sums, the largest first; those of whom it is not known come last. */
export function largestFirst(sums: ReadonlyMap<string, number>): readonly [string, number][] {
  const last = ([key]: [string, number]) => Number(key === NOT_KNOWN)
  return [...sums].sort((a, b) => last(a) - last(b) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
}
