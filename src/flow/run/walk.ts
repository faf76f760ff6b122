import { assertNever, type FlowFrame } from '../../core/index.ts'
import type { Effect, Flow, Way } from '../flow.ts'
import { MAX_FRAMES, MAX_STEPS_PER_TURN } from '../limits.ts'
import type { FlowStep, Values } from '../step.ts'
import {
  type Draft,
  ended,
  expired,
  failed,
  noting,
  sceneOf,
  taking,
  topOf,
  waiting,
  withTop,
} from './draft.ts'
import { locate } from './locate.ts'

/** Where the walk stands after one node: at the next effect, or done. */
type Stride = { readonly draft: Draft; readonly effect: Effect } | { readonly done: FlowStep }

/** Goes from node to node until the flow waits, ends or breaks. Never loops without end. */
export function walk(draft: Draft, first: Effect): FlowStep {
  let here = draft
  let effect = first
  for (let steps = 0; steps <= MAX_STEPS_PER_TURN; steps++) {
    const stride = follow(taking(here, effect), effect.way)
    if ('done' in stride) return stride.done
    here = stride.draft
    effect = stride.effect
  }
  return failed(here, topOf(here) ?? NOWHERE, 'too-many-steps')
}

const NOWHERE = { flow: '', node: '' }

function follow(draft: Draft, way: Way): Stride {
  const top = topOf(draft)
  if (top === undefined) return { done: failed(draft, NOWHERE, 'unknown-flow') }
  switch (way.type) {
    case 'go':
      return enter(draft, { ...top, node: way.to, tries: 0 })
    case 'wait':
      return { done: waiting(draft) }
    case 'end':
      return leave(draft, top)
    case 'call':
      return call(draft, top, way.flow, way.values)
    case 'fail':
      return { done: failed(draft, top, way.reason, way.detail) }
    default:
      return assertNever(way)
  }
}

/** Enters the node that the frame names. */
function enter(draft: Draft, frame: FlowFrame): Stride {
  const flow = flowOf(draft, frame)
  if (flow === undefined) return { done: failed(draft, frame, 'unknown-flow') }
  const node = flow.nodes.get(frame.node)
  if (node === undefined) return { done: failed(draft, frame, 'unknown-node') }
  const next = noting(withTop(draft, frame), { type: 'step', flow: frame.flow, node: frame.node })
  return { draft: next, effect: node.enter(sceneOf(next, flow, frame)) }
}

/** The flow in the version in which the frame runs. */
function flowOf({ services }: Draft, frame: FlowFrame): Flow | undefined {
  const newest = services.flows.get(frame.flow)
  return newest?.version === frame.version ? newest : newest?.older.get(frame.version)
}

/** Ends the top flow and goes back to the one that called it. */
function leave(draft: Draft, top: FlowFrame): Stride {
  const noted = noting(draft, { type: 'finished', flow: top.flow })
  const frames = draft.frames.slice(0, -1)
  const caller = frames.at(-1)
  if (caller === undefined) return { done: ended(noted, top) }
  const place = locate(draft.services.flows, caller)
  if (place === undefined) return { done: expired(noted, caller.flow) }
  const back = withTop({ ...noted, frames }, place.frame)
  const scene = sceneOf(back, place.flow, place.frame)
  // The caller changed meanwhile and waits at another node now: that one simply begins.
  if (place.node.returned === undefined) return enter(back, place.frame)
  return { draft: back, effect: place.node.returned(scene, top.values) }
}

/** Begins another flow above this one. */
function call(draft: Draft, top: FlowFrame, id: string, values: Values): Stride {
  const flow = draft.services.flows.get(id)
  if (flow === undefined) return { done: failed(draft, top, 'unknown-flow', id) }
  if (draft.frames.length >= MAX_FRAMES) return { done: failed(draft, top, 'too-many-flows', id) }
  return begin(draft, flow, values)
}

/** Begins a flow at its first node. */
export function begin(draft: Draft, flow: Flow, values: Values): Stride {
  const frame: FlowFrame = {
    flow: flow.flow,
    version: flow.version,
    node: flow.start,
    values: { ...flow.defaults, ...values },
    visited: [],
    tries: 0,
  }
  const started = noting(draft, { type: 'started', flow: flow.flow })
  return enter({ ...started, frames: [...draft.frames, frame] }, frame)
}
