import type { Flow, FlowNode, FlowSet } from '../flow.ts'

/** How a flow behaves as a whole, for a flow that calls it. */
export interface Summary {
  /** It can be passed without waiting for the person. */
  readonly passes: boolean
  /** It can end without a word since the person last wrote. */
  readonly silent: boolean
  /** Names that are certainly filled when it ends. */
  readonly filled: ReadonlySet<string>
  /** It can come to an end at all. */
  readonly ends: boolean
}

const UNKNOWN: Summary = { passes: false, silent: false, filled: new Set(), ends: true }

/**
 * Sums a flow up. A flow that calls itself through others is taken to be harmless where it does:
 * the rule about calls reports it.
 */
export function summarize(flow: Flow, flows: FlowSet, callers: readonly string[] = []): Summary {
  if (callers.includes(flow.flow)) return UNKNOWN
  const above = [...callers, flow.flow]
  const inner = (node: FlowNode) => {
    const called = node.facts.call && flows.get(node.facts.call.flow)
    return called === undefined ? undefined : summarize(called, flows, above)
  }
  const states = reach(flow, inner)
  const ends = [...states.values()].filter(({ node }) => node.type === 'end')
  return {
    passes: ends.some(({ waited }) => !waited),
    silent: ends.some(({ node, spoke }) => !spoke && !node.facts.speaks),
    filled: common(ends.map(({ name }) => flow.filled.get(name) ?? new Set())),
    ends: ends.length > 0,
  }
}

/** A node as it can be reached: whether the flow waited since its start and spoke since it waited. */
export interface ReachState {
  readonly name: string
  readonly node: FlowNode
  readonly waited: boolean
  readonly spoke: boolean
}

/** Every way in which each node can be reached from the start. */
export function reach(
  flow: Flow,
  inner: (node: FlowNode) => Summary | undefined,
): ReadonlyMap<string, ReachState> {
  const states = new Map<string, ReachState>()
  const open = [{ name: flow.start, waited: false, spoke: false }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const node = flow.nodes.get(next.name)
    const id = `${next.name}/${next.waited}/${next.spoke}`
    if (node === undefined || states.has(id)) continue
    states.set(id, { ...next, node })
    for (const after of statesAfter(node, next, inner(node))) {
      for (const exit of node.facts.exits) open.push({ name: exit.to, ...after })
    }
  }
  return states
}

function statesAfter(
  node: FlowNode,
  { waited, spoke }: { readonly waited: boolean; readonly spoke: boolean },
  called: Summary | undefined,
) {
  if (node.facts.waits) return [{ waited: true, spoke: false }]
  if (called === undefined) return [{ waited, spoke: spoke || node.facts.speaks }]
  const passed = called.passes ? [{ waited, spoke: spoke || !called.silent }] : []
  return [...passed, { waited: true, spoke: !called.silent }]
}

function common(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  const [first, ...others] = sets
  return new Set([...(first ?? [])].filter((name) => others.every((set) => set.has(name))))
}
