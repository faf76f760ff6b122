import { nearestName } from '../../core/index.ts'
import type { Flow, FlowSet } from '../flow.ts'
import type { FlowRule } from './rule.ts'
import { reach, summarize } from './summary.ts'

export const missingTarget: FlowRule = {
  rule: 'flow/missing-target',
  reason: 'A way that leads to no node ends in an apology.',
  *find(flow) {
    const known = [...flow.nodes.keys()]
    const unknown = (name: string, path: readonly (string | number)[]) => ({
      path,
      message: `There is no node "${name}" in this flow; name one that is there, or add it.`,
      suggestion: nearestName(name, known),
    })
    if (!flow.nodes.has(flow.start)) yield unknown(flow.start, ['start'])
    for (const [name, node] of flow.nodes) {
      for (const exit of node.facts.exits) {
        if (flow.nodes.has(exit.to)) continue
        yield unknown(exit.to, exit.path.length === 0 ? ['giveUp'] : ['nodes', name, ...exit.path])
      }
    }
    for (const [old, name] of Object.entries(flow.moved)) {
      if (!flow.nodes.has(name)) yield unknown(name, ['moved', old])
    }
  },
}

export const unreachableNode: FlowRule = {
  rule: 'flow/unreachable-node',
  reason: 'A node that no way leads to hints at a mistake elsewhere.',
  *find(flow) {
    const reached = new Set(reachedFrom(flow, [flow.start, ...Object.values(flow.moved)]))
    const lost = [...flow.nodes].filter(([name]) => !reached.has(name))
    const led = new Set(lost.flatMap(([, { facts }]) => facts.exits.map(({ to }) => to)))
    const heads = lost.filter(([name]) => !led.has(name))
    // Only where a lost strand begins: who leads a way there finds the rest again.
    for (const [name] of [...heads, ...lost]) {
      if (reached.has(name)) continue
      for (const found of reachedFrom(flow, [name])) reached.add(found)
      const message = `No way leads to the node "${name}"; lead one there, or remove it.`
      yield { path: ['nodes', name], message }
    }
  },
}

export const openBranch: FlowRule = {
  rule: 'flow/open-branch',
  reason: 'Without "else", a flow would end in nothing.',
  *find(flow) {
    for (const [name, node] of flow.nodes) {
      if (node.facts.open !== true) continue
      const message = `The branch "${name}" has no "else"; say where to go when no case holds.`
      yield { path: ['nodes', name], message }
    }
  },
}

export const noWayOut: FlowRule = {
  rule: 'flow/no-way-out',
  reason: 'Who was not understood three times must be led somewhere.',
  *find(flow) {
    for (const [name, node] of flow.nodes) {
      if (node.again === undefined || node.facts.giveUp !== undefined) continue
      const message = `The question "${name}" has no way out after three tries; write "giveUp: <node>" here or once at the top of the flow.`
      yield { path: ['nodes', name], message }
    }
  },
}

export const neverEnds: FlowRule = {
  rule: 'flow/never-ends',
  reason: 'From every node there is a way to an end.',
  *find(flow) {
    const isLost = ({ to }: { readonly to: string }) => !flow.nodes.has(to)
    const leadsTo = new Map<string, string[]>()
    for (const [name, node] of flow.nodes) {
      for (const exit of node.facts.exits) {
        leadsTo.set(exit.to, [...(leadsTo.get(exit.to) ?? []), name])
      }
    }
    // A way to a node that is not there is another fault; who mends it sees whether this is left.
    const good = new Set(
      [...flow.nodes]
        .filter(([, { type, facts }]) => type === 'end' || facts.exits.some(isLost))
        .map(([name]) => name),
    )
    for (const name of good) for (const before of leadsTo.get(name) ?? []) good.add(before)
    for (const name of flow.nodes.keys()) {
      if (good.has(name)) continue
      const message = `From the node "${name}" no way leads to an "end"; lead one there.`
      yield { path: ['nodes', name], message }
    }
  },
}

export const endlessLoop: FlowRule = {
  rule: 'flow/endless-loop',
  reason: 'A circle in which nobody is asked would go round for ever.',
  *find(flow, { flows }) {
    const passing = (name: string) => passes(flow, flows, name)
    const reported = new Set<string>()
    for (const name of flow.nodes.keys()) {
      if (!passing(name) || reported.has(name)) continue
      const after = exitsOf(flow, name)
      const circle = reachedFrom(flow, after, passing)
      if (!circle.has(name)) continue
      for (const other of circle) reported.add(other)
      const message = `From "${name}" a circle leads back to it without a question to the person; put a question into it, or lead it elsewhere.`
      yield { path: ['nodes', name], message }
    }
  },
}

export const silentEnd: FlowRule = {
  rule: 'flow/silent-end',
  reason: 'An answer that gets no reply leaves people in doubt.',
  *find(flow, { flows }) {
    if (flow.triggers === undefined && isCalled(flow, flows)) return
    const inner = (id: string | undefined) => {
      const called = id === undefined ? undefined : flows.get(id)
      return called === undefined ? undefined : summarize(called, flows, [flow.flow])
    }
    const states = reach(flow, (node) => inner(node.facts.call?.flow))
    const found = new Set<string>()
    for (const { name, node, spoke } of states.values()) {
      if (node.type !== 'end' || spoke || node.facts.speaks || found.has(name)) continue
      found.add(name)
      const message = `The flow can end at "${name}" without a word to the person; give it a "text", or say something before it.`
      yield { path: ['nodes', name], message }
    }
  },
}

function isCalled(flow: Flow, flows: FlowSet): boolean {
  return [...flows.values()].some((other) =>
    [...other.nodes.values()].some((node) => node.facts.call?.flow === flow.flow),
  )
}

function passes(flow: Flow, flows: FlowSet, name: string): boolean {
  const facts = flow.nodes.get(name)?.facts
  if (facts === undefined || facts.waits) return false
  if (facts.call === undefined) return true
  const called = flows.get(facts.call.flow)
  return called === undefined || summarize(called, flows, [flow.flow]).passes
}

function exitsOf(flow: Flow, name: string): readonly string[] {
  return flow.nodes.get(name)?.facts.exits.map((exit) => exit.to) ?? []
}

/** The nodes that can be reached from some, through nodes that may be passed. */
function reachedFrom(
  flow: Flow,
  start: readonly string[],
  mayPass: (name: string) => boolean = () => true,
): ReadonlySet<string> {
  const reached = new Set(start.filter((name) => flow.nodes.has(name) && mayPass(name)))
  for (const name of reached) {
    for (const to of exitsOf(flow, name)) if (flow.nodes.has(to) && mayPass(to)) reached.add(to)
  }
  return reached
}
