import { type Facets, FIGURES, type FigureEvent } from '../../../src/core/index.ts'
import type { Figure } from '../../../src/ports/index.ts'

/**
 * What the simulation itself counts, from what people received: it shares no code with what is
 * tested but the list of facets of each figure.
 */
export interface Ledger {
  count(day: string, event: FigureEvent, facets: Facets): void
  /** As `count`, once for each mark. */
  once(mark: string, day: string, event: FigureEvent, facets: Facets): void
  /** How often, of events of one kind with these facets, within a period. */
  sum(event: FigureEvent, facets?: Facets, period?: { from: string; to: string }): number
  /** All that was counted, as lines that can be compared. */
  lines(): readonly string[]
}

interface Entry {
  readonly day: string
  readonly event: FigureEvent
  readonly facets: Facets
}

export function createLedger(): Ledger {
  const entries: Entry[] = []
  const marks = new Set<string>()
  const count = (day: string, event: FigureEvent, facets: Facets) => {
    const wanted: readonly string[] = FIGURES[event]
    const kept = Object.entries(facets).filter(([facet]) => wanted.includes(facet))
    entries.push({ day, event, facets: Object.fromEntries(kept) })
  }
  return {
    count,
    once(mark, day, event, facets) {
      if (!marks.has(mark)) count(day, event, facets)
      marks.add(mark)
    },
    sum: (event, facets = {}, period) =>
      entries.filter((entry) => {
        const isIn = period === undefined || (entry.day >= period.from && entry.day <= period.to)
        return isIn && entry.event === event && hasAll(entry.facets, facets)
      }).length,
    lines: () => linesOf(entries.map((entry) => ({ ...entry, count: 1 }))),
  }
}

function hasAll(facets: Facets, wanted: Facets): boolean {
  const have = new Map(Object.entries(facets))
  return Object.entries(wanted).every(([facet, value]) => (have.get(facet) ?? '') === value)
}

/** Figures as sorted lines `day event facet=value… count`. */
export function linesOf(figures: readonly Figure[]): readonly string[] {
  const sums = new Map<string, number>()
  for (const { day, event, facets, count } of figures) {
    const words = Object.entries(facets)
      .map(([facet, value]) => `${facet}=${value}`)
      .sort()
    const key = [day, event, ...words].join(' ')
    sums.set(key, (sums.get(key) ?? 0) + count)
  }
  return [...sums].map(([key, count]) => `${key} × ${count}`).sort()
}
