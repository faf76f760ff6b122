import { GIVE_UP } from '../facts.ts'
import type { Flow } from '../flow.ts'

/** How often each node was passed, for the staff. */
export interface PictureOptions {
  readonly counts?: ReadonlyMap<string, number>
}

/** A way between two nodes, with everything that leads along it. */
export interface Edge {
  readonly from: string
  readonly to: string
  readonly label: string
  /** Taken only after three answers that were not understood. */
  readonly isGivingUp: boolean
}

/** A label that is longer is cut: the picture is for finding one's way. */
const MAX_LABEL = 24

/** The ways of a flow; several between the same two nodes are one. */
export function edgesOf(flow: Flow): readonly Edge[] {
  const edges: Edge[] = []
  for (const [from, node] of flow.nodes) {
    const targets = new Set(node.facts.exits.map((exit) => exit.to))
    for (const to of targets) {
      const along = node.facts.exits.filter((exit) => exit.to === to)
      const labels = along.flatMap(({ label }) => (label === undefined ? [] : [label]))
      const isGivingUp = along.every(({ label }) => label === GIVE_UP)
      edges.push({ from, to, label: cut(labels.join(', ')), isGivingUp })
    }
  }
  return edges
}

/** The second line in a node: what it is, and how many passed. */
export function captionOf(flow: Flow, name: string, { counts }: PictureOptions): string {
  const node = flow.nodes.get(name)
  const kind = node === undefined ? 'missing' : node.type
  const called = node?.facts.call === undefined ? kind : `${kind} ${node.facts.call.flow}`
  return counts === undefined ? called : `${called} · ${counts.get(name) ?? 0}`
}

function cut(label: string): string {
  return label.length > MAX_LABEL ? `${label.slice(0, MAX_LABEL - 1)}…` : label
}
