import type { FlowFrame } from '../../core/index.ts'
import type { Flow, FlowNode, FlowSet } from '../flow.ts'

/** Where a frame stands in the flows as they are now. */
export interface Place {
  readonly frame: FlowFrame
  readonly flow: Flow
  readonly node: FlowNode
  /** The node where the person was, when it is another one now. */
  readonly movedFrom?: string
}

/**
 * Finds the place of a frame: in the version it was begun in where that is still there, else at the
 * node that `moved` names, else at the node of the same name. `undefined` when none of them exists
 * or when that node builds on answers which the person never gave.
 */
export function locate(flows: FlowSet, frame: FlowFrame): Place | undefined {
  const newest = flows.get(frame.flow)
  if (newest === undefined) return undefined
  const same = newest.version === frame.version ? newest : newest.older.get(frame.version)
  const node = same?.nodes.get(frame.node)
  if (same !== undefined && node !== undefined) return { frame, flow: same, node }
  return move(newest, frame)
}

function move(flow: Flow, frame: FlowFrame): Place | undefined {
  const to = flow.moved[frame.node] ?? frame.node
  const node = flow.nodes.get(to)
  if (node === undefined || !hasAll(frame, flow.filled.get(to))) return undefined
  const visited = frame.visited
    .map((name) => flow.moved[name] ?? name)
    .filter((name) => flow.nodes.has(name))
  const moved = { ...frame, version: flow.version, node: to, visited }
  if (to === frame.node) return { frame: moved, flow, node }
  return { frame: { ...moved, tries: 0 }, flow, node, movedFrom: frame.node }
}

function hasAll(frame: FlowFrame, names: ReadonlySet<string> | undefined): boolean {
  return [...(names ?? [])].every((name) => frame.values[name] !== undefined)
}
