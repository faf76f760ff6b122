/**
 * A number of a table, as the stretch between two of its sums: what flows into a sum flows out of
 * it again, which says exactly what can be computed from what. Totals lead back to the beginning.
 */
export interface Arc {
  readonly from: number
  readonly to: number
  readonly value: number
  /** A sum of others: of a row or column, or of all. Hiding it costs the reader more. */
  readonly sum?: 'margin' | 'whole' | undefined
  /** Published before and not to be changed. */
  readonly fixed?: 'shown' | 'hidden' | undefined
}

/** Groups of fewer are hidden. */
export const SMALLEST_GROUP = 5

/**
 * Which arcs to hide: each group of 1 to 4, and as many others as it takes that nobody can compute
 * a hidden number, nor tell that it is below {@link SMALLEST_GROUP}, from what is shown. The reader
 * is taken to know this rule, and that an empty group is shown as 0.
 *
 * Finding the cheapest others is the shortest-path way of cell suppression (after Kelly, Golden and
 * Assad): a number can be moved if there is a cycle of hidden numbers that can move with it.
 */
export function hideSmall(arcs: readonly Arc[]): ReadonlySet<number> {
  const hidden = new Set<number>()
  for (const [at, { value, fixed }] of arcs.entries()) {
    if (fixed === 'hidden' || (fixed === undefined && isSmall(value))) hidden.add(at)
  }
  for (let before = -1; before !== hidden.size; ) {
    before = hidden.size
    for (const at of [...hidden]) protect(arcs, hidden, at)
  }
  return hidden
}

/** Whether a group is so small that its number is hidden. */
export function isSmall(value: number): boolean {
  return value > 0 && value < SMALLEST_GROUP
}

/**
 * Hides what it takes so that the number of this arc could be another one, and, where it is small,
 * could be {@link SMALLEST_GROUP}.
 */
function protect(arcs: readonly Arc[], hidden: Set<number>, at: number): void {
  const values = arcs.map(({ value }) => value)
  const value = values[at] ?? 0
  if (value >= SMALLEST_GROUP && isMovable(arcs, { hidden, values, at })) return
  for (let unit = 0; unit < Math.max(1, SMALLEST_GROUP - value); unit += 1) {
    const way = cheapestWay(arcs, { hidden, values, at })
    if (way === undefined) return
    for (const { arc, change } of way.moves) {
      hidden.add(arc)
      values[arc] = (values[arc] ?? 0) + change
    }
  }
}

/** Whether this number could be larger or smaller by one with what is hidden so far. */
function isMovable(arcs: readonly Arc[], state: State): boolean {
  return [1, -1].some((change) => cheapestWay(arcs, state, change)?.cost === 0)
}

interface Move {
  readonly arc: number
  readonly change: 1 | -1
}

interface Step extends Move {
  readonly to: number
  readonly cost: number
}

/** How much worse it is to hide a sum: that of all only where nothing else is enough. */
const COST_OF_SUM = { margin: 3, whole: 1_000_000_000 } as const

/** The arcs as they could be, and the one that is looked at. */
interface State {
  readonly hidden: ReadonlySet<number>
  readonly values: readonly number[]
  readonly at: number
}

/** The cheapest other arcs that can change by one together with this one's change, 1 or -1. */
function cheapestWay(
  arcs: readonly Arc[],
  state: State,
  change = 1,
): { readonly moves: readonly Move[]; readonly cost: number } | undefined {
  const { from, to } = arcs[state.at] ?? { from: 0, to: 0 }
  const [start, goal] = change === 1 ? [to, from] : [from, to]
  const steps = stepsOf(arcs, state)
  const costs = new Map([[start, 0]])
  const cameBy = new Map<number, { readonly step: Step; readonly from: number }>()
  const done = new Set<number>()
  for (;;) {
    const here = nearest(costs, done)
    if (here === undefined) return undefined
    if (here === goal) break
    done.add(here)
    for (const step of steps.get(here) ?? []) {
      const cost = (costs.get(here) ?? 0) + step.cost
      if (cost >= (costs.get(step.to) ?? Number.POSITIVE_INFINITY)) continue
      costs.set(step.to, cost)
      cameBy.set(step.to, { step, from: here })
    }
  }
  const moves: Move[] = []
  for (let node = goal; node !== start; ) {
    const came = cameBy.get(node)
    if (came === undefined) return undefined
    moves.push(came.step)
    node = came.from
  }
  return { moves, cost: costs.get(goal) ?? 0 }
}

/** Where one can go from each node: along an arc that grows, against one that shrinks. */
function stepsOf(
  arcs: readonly Arc[],
  { hidden, values, at }: State,
): ReadonlyMap<number, readonly Step[]> {
  const steps = new Map<number, Step[]>()
  const add = (from: number, step: Step) => {
    const known = steps.get(from)
    if (known === undefined) steps.set(from, [step])
    else known.push(step)
  }
  for (const [arc, { from, to, value, sum, fixed }] of arcs.entries()) {
    // An empty group is shown as 0, so everybody knows that what is hidden is at least 1.
    if (arc === at || value === 0 || (fixed === 'shown' && !hidden.has(arc))) continue
    const cost = hidden.has(arc) ? 0 : (value + 1) * (sum === undefined ? 1 : COST_OF_SUM[sum])
    add(from, { arc, change: 1, to, cost })
    if ((values[arc] ?? 0) > 1) add(to, { arc, change: -1, to: from, cost })
  }
  return steps
}

function nearest(
  costs: ReadonlyMap<number, number>,
  done: ReadonlySet<number>,
): number | undefined {
  let best: number | undefined
  let bestCost = Number.POSITIVE_INFINITY
  for (const [node, cost] of costs) {
    if (done.has(node) || cost >= bestCost) continue
    best = node
    bestCost = cost
  }
  return best
}
