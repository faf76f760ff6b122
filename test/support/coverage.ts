import type { TurnServices } from '../../src/conversation/index.ts'
import type { Flow, FlowSet } from '../../src/flow/index.ts'

type FlowNode = Flow['nodes'] extends ReadonlyMap<string, infer N> ? N : never

/** Which nodes and ways of the flows conversations have been through. */
export interface Coverage {
  /** The services of one conversation, whose steps are noted. */
  watch(services: TurnServices): TurnServices
  /** What is there and what was passed, flow by flow. */
  report(): readonly FlowCoverage[]
}

/** One flow. Several ways between the same two nodes are one: nobody can tell which was taken. */
export interface FlowCoverage {
  readonly flow: string
  readonly nodes: number
  readonly nodesMissed: readonly string[]
  readonly ways: number
  readonly waysMissed: readonly string[]
}

/** Begins to note what conversations go through in these flows. */
export function createCoverage(flows: FlowSet): Coverage {
  const passed = new Set<string>()
  return {
    watch: (services) => watched(services, passed),
    report: () => [...flows.values()].map((flow) => reportOf(flow, passed)),
  }
}

function watched(services: TurnServices, passed: Set<string>): TurnServices {
  // Where the conversation is in each flow, so that entering a node tells the way to it.
  const last = new Map<string, string>()
  const flows = new Map(
    [...services.knowledge.flows].map(([id, flow]) => [id, watchFlow(flow, last, passed)]),
  )
  return { ...services, knowledge: { ...services.knowledge, flows } }
}

function watchFlow(flow: Flow, last: Map<string, string>, passed: Set<string>): Flow {
  const nodes = [...flow.nodes].map(([name, node]) => {
    const at = () => last.set(flow.flow, name)
    return [name, watchNode(node, at, enter)] as const

    function enter() {
      passed.add(nodeKey(flow.flow, name))
      const from = last.get(flow.flow)
      if (from !== undefined) passed.add(wayKey(flow.flow, from, name))
      at()
    }
  })
  return { ...flow, nodes: new Map(nodes) }
}

function watchNode(node: FlowNode, at: () => void, enter: () => void): FlowNode {
  const { answer, returned } = node
  return {
    ...node,
    enter(scene) {
      enter()
      return node.enter(scene)
    },
    ...(answer === undefined
      ? {}
      : {
          answer: (...given: Parameters<typeof answer>) => {
            at()
            return answer(...given)
          },
        }),
    ...(returned === undefined
      ? {}
      : {
          returned: (...given: Parameters<typeof returned>) => {
            at()
            return returned(...given)
          },
        }),
  }
}

function reportOf(flow: Flow, passed: ReadonlySet<string>): FlowCoverage {
  const names = [...flow.nodes.keys()]
  const ways = new Set(
    [...flow.nodes].flatMap(([from, node]) =>
      node.facts.exits.map(({ to }) => wayKey(flow.flow, from, to)),
    ),
  )
  return {
    flow: flow.flow,
    nodes: names.length,
    nodesMissed: names.filter((name) => !passed.has(nodeKey(flow.flow, name))),
    ways: ways.size,
    waysMissed: [...ways]
      .filter((way) => !passed.has(way))
      .map((way) => way.slice(flow.flow.length + 1)),
  }
}

function nodeKey(flow: string, node: string): string {
  return `${flow}/${node}`
}

function wayKey(flow: string, from: string, to: string): string {
  return `${flow}/${from} → ${to}`
}

/** A table for people: `register-birth   nodes 32 of 32   ways 50 of 52: a → b, c → d`. */
export function formatCoverage(report: readonly FlowCoverage[]): string {
  const width = Math.max(...report.map(({ flow }) => flow.length))
  const lines = report.map(({ flow, nodes, nodesMissed, ways, waysMissed }) => {
    const counts = [
      `nodes ${nodes - nodesMissed.length} of ${nodes}`,
      `ways ${ways - waysMissed.length} of ${ways}`,
    ]
    const missed = [...nodesMissed, ...waysMissed].join(', ')
    return `${flow.padEnd(width)}  ${counts.join(', ')}${missed === '' ? '' : `: not ${missed}`}`
  })
  return `${lines.join('\n')}\n`
}
