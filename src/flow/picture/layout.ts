import type { Flow } from '../flow.ts'
import { type Edge, edgesOf } from './edges.ts'

/** Where a node stands: the row from the top, the place in its row. */
export interface Place {
  readonly row: number
  readonly column: number
}

/** Nodes in rows: each as far down as the longest way to it that does not go in circles. */
export function layOut(flow: Flow): ReadonlyMap<string, Place> {
  const edges = edgesOf(flow)
  const rows = rowsOf(flow, edges)
  const places = new Map<string, Place>()
  const last = Math.max(0, ...rows.values())
  for (let row = 0; row <= last; row++) {
    const names = [...rows].filter(([, at]) => at === row).map(([name]) => name)
    const sorted = names
      .map((name) => ({ name, weight: meanColumn(name, edges, places) }))
      .sort((a, b) => a.weight - b.weight)
    for (const [column, { name }] of sorted.entries()) places.set(name, { row, column })
  }
  return places
}

function rowsOf(flow: Flow, edges: readonly Edge[]): ReadonlyMap<string, number> {
  const forward = withoutCircles(flow, edges)
  const rows = new Map([...flow.nodes.keys()].map((name) => [name, 0]))
  // Without circles no way is longer than the number of nodes, so this many rounds settle it.
  for (let round = 0; round < flow.nodes.size; round++) {
    let changed = false
    for (const { from, to } of forward) {
      const row = (rows.get(from) ?? 0) + 1
      if (row <= (rows.get(to) ?? 0)) continue
      rows.set(to, row)
      changed = true
    }
    if (!changed) break
  }
  return rows
}

/** The ways but those that lead back to a node on the way to them. */
function withoutCircles(flow: Flow, edges: readonly Edge[]): readonly Edge[] {
  const kept: Edge[] = []
  const done = new Set<string>()
  const onTheWay = new Set<string>()
  const visit = (name: string) => {
    onTheWay.add(name)
    for (const edge of edges.filter(({ from, to }) => from === name && flow.nodes.has(to))) {
      if (onTheWay.has(edge.to)) continue
      kept.push(edge)
      if (!done.has(edge.to)) visit(edge.to)
    }
    onTheWay.delete(name)
    done.add(name)
  }
  for (const name of [flow.start, ...flow.nodes.keys()]) {
    if (flow.nodes.has(name) && !done.has(name)) visit(name)
  }
  return kept
}

/** The mean column of what leads to a node, so that ways cross less. */
function meanColumn(
  name: string,
  edges: readonly Edge[],
  places: ReadonlyMap<string, Place>,
): number {
  const columns = edges
    .filter((edge) => edge.to === name)
    .flatMap(({ from }) => places.get(from)?.column ?? [])
  if (columns.length === 0) return 0
  return columns.reduce((sum, column) => sum + column, 0) / columns.length
}
