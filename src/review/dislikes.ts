import { dayOf } from '../core/index.ts'
import type { Clock, Sealer, Store } from '../ports/index.ts'
import { firstWords } from './threads.ts'

/** An answer that people did not like. */
export interface Disliked {
  readonly entry: string
  /** How often people said that it did not help. */
  readonly notHelpful: number
  /** How often it was offered under "did you mean" and not meant. */
  readonly refused: number
  readonly answered: number
  /** What people passed on about it, newest first; of the others only numbers are known. */
  readonly said: readonly { readonly text: string; readonly group: string }[]
}

/** Entries that are listed. */
const MAX_LISTED = 100
/** Questions passed on that are looked through for what was said about an answer. */
const LOOKED_AT = 500
const SAID = 5
const DAY_MS = 86_400_000

/** The answers that people did not like in the last `days`, the most disliked first. */
export async function listDisliked(
  {
    store,
    sealer,
    clock,
  }: { readonly store: Store; readonly sealer: Sealer; readonly clock: Clock },
  days: number,
): Promise<readonly Disliked[]> {
  const now = clock.now()
  const counts = new Map<string, { notHelpful: number; refused: number; answered: number }>()
  const of = (entry: string) => {
    const known = counts.get(entry) ?? { notHelpful: 0, refused: 0, answered: 0 }
    counts.set(entry, known)
    return known
  }
  for (const { event, facets, count } of await store.figures.list(
    dayOf(now - days * DAY_MS),
    dayOf(now),
  )) {
    if (facets.entry === undefined) continue
    if (event === 'entry-not-helpful') of(facets.entry).notHelpful += count
    else if (event === 'entry-refused') of(facets.entry).refused += count
    else if (event === 'entry-answered') of(facets.entry).answered += count
  }
  const said = new Map<string, { text: string; group: string }[]>()
  for (const record of await store.questions.list({ limit: LOOKED_AT })) {
    const { answered, group = record.id } = record
    if (answered === undefined || record.createdAt < now - days * DAY_MS) continue
    const list = said.get(answered) ?? []
    if (list.length < SAID) list.push({ text: firstWords(sealer, record), group })
    said.set(answered, list)
    of(answered)
  }
  return [...counts]
    .map(([entry, numbers]) => ({ entry, ...numbers, said: said.get(entry) ?? [] }))
    .filter(({ notHelpful, refused, said }) => notHelpful + refused + said.length > 0)
    .sort((a, b) => weightOf(b) - weightOf(a) || (a.entry < b.entry ? -1 : 1))
    .slice(0, MAX_LISTED)
}

/** Somebody who says so counts more than somebody who was only asked what they meant. */
function weightOf({ notHelpful, refused, said }: Disliked): number {
  return 2 * (notHelpful + said.length) + refused
}
