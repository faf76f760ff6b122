import type { FlowFrame } from '../../core/index.ts'
import type { Effect, Flow, FlowServices, Scene } from '../flow.ts'
import type { FlowContext, FlowEvent, FlowFailure, FlowOutput, FlowStep } from '../step.ts'

/** One message being taken in: what has been said and noted so far. Lives for one call only. */
export interface Draft {
  readonly services: FlowServices
  readonly context: FlowContext
  readonly frames: readonly FlowFrame[]
  readonly outputs: readonly FlowOutput[]
  readonly events: readonly FlowEvent[]
  readonly understood: boolean
}

/** Begins to take a message in. */
export function openDraft(
  services: FlowServices,
  context: FlowContext,
  frames: readonly FlowFrame[],
): Draft {
  return { services, context, frames, outputs: [], events: [], understood: true }
}

/** The frame that runs; there is always one while a flow runs. */
export function topOf(draft: Draft): FlowFrame | undefined {
  return draft.frames.at(-1)
}

/** The draft with another top frame. */
export function withTop(draft: Draft, frame: FlowFrame): Draft {
  return { ...draft, frames: [...draft.frames.slice(0, -1), frame] }
}

/** The draft with one more event. */
export function noting(draft: Draft, event: FlowEvent): Draft {
  return { ...draft, events: [...draft.events, event] }
}

/** What a node of the top frame may look at. */
export function sceneOf(draft: Draft, flow: Flow, frame: FlowFrame): Scene {
  const { services, context } = draft
  return { flow, node: frame.node, values: frame.values, context, services }
}

/** Takes over what a node said, kept and found out; where it goes is the caller's. */
export function taking(draft: Draft, effect: Effect): Draft {
  const top = topOf(draft)
  let next = draft
  if (effect.outputs !== undefined) {
    next = { ...next, outputs: [...next.outputs, ...effect.outputs] }
  }
  if (effect.values !== undefined && top !== undefined) {
    next = withTop(next, { ...top, values: { ...top.values, ...effect.values } })
  }
  if (effect.city !== undefined) {
    next = noting(next, { type: 'city', city: effect.city })
    next = { ...next, context: { ...next.context, city: effect.city } }
  }
  if (effect.locale !== undefined) {
    next = noting(next, { type: 'locale', locale: effect.locale })
    next = { ...next, context: { ...next.context, locale: effect.locale } }
  }
  return next
}

/** The step of a flow that waits for the person. */
export function waiting({ frames, outputs, events, understood }: Draft): FlowStep {
  return { state: { frames }, outputs, events, understood }
}

/** The step of a flow that is over; one that ended without a word counts as broken. */
export function ended(draft: Draft, last: FlowFrame): FlowStep {
  const heard = draft.outputs.some((output) => output.type !== 'remind')
  if (!heard) return failed(draft, last, 'silent')
  return { outputs: draft.outputs, events: draft.events, understood: draft.understood }
}

/** The step of a flow that broke: what was said stands, the caller apologises. */
export function failed(
  draft: Draft,
  { flow, node }: Pick<FlowFrame, 'flow' | 'node'>,
  reason: FlowFailure,
  detail?: string,
): FlowStep {
  const event: FlowEvent = {
    type: 'failed',
    flow,
    node,
    reason,
    ...(detail === undefined ? {} : { detail }),
  }
  return { outputs: draft.outputs, events: [...draft.events, event], understood: true }
}

/** The step of a flow that is no longer there. */
export function expired(draft: Draft, flow: string): FlowStep {
  const events: readonly FlowEvent[] = [...draft.events, { type: 'expired', flow }]
  return { outputs: draft.outputs, events, understood: true }
}
