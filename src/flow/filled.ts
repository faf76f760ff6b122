import type { FlowNode } from './flow.ts'

/**
 * The names that are certainly filled whenever a node is reached, on every way from the start: the
 * greatest solution, found by taking names away until nothing changes. Nodes that cannot be reached
 * are left out.
 */
export function filledAt(
  start: string,
  nodes: ReadonlyMap<string, FlowNode>,
  defaults: readonly string[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const filled = new Map<string, ReadonlySet<string>>([[start, new Set(defaults)]])
  const open = [start]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const here = filled.get(name) ?? new Set()
    for (const exit of nodes.get(name)?.facts.exits ?? []) {
      const after = new Set([...here, ...exit.sets])
      const known = filled.get(exit.to)
      const common =
        known === undefined ? after : new Set([...known].filter((value) => after.has(value)))
      if (known !== undefined && common.size === known.size) continue
      filled.set(exit.to, common)
      open.push(exit.to)
    }
  }
  return filled
}
