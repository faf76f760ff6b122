import type { FlowState } from '../../core/index.ts'
import type { FlowEvent, FlowStep } from '../../flow/index.ts'
import type { TurnEvent } from '../result.ts'

/** What is counted of a step of a flow; `before` is where the person was. */
export function flowEvents(before: FlowState | undefined, step: FlowStep): readonly TurnEvent[] {
  return [...step.events.flatMap(toTurnEvents), ...moves(before, step.state)]
}

/**
 * Which question of a flow the person went on from, and which one waits now: the difference of the
 * two counts is how many stopped at it.
 */
function moves(before: FlowState | undefined, after: FlowState | undefined): TurnEvent[] {
  const from = waitingIn(before)
  const to = waitingIn(after)
  if (from?.flow === to?.flow && from?.node === to?.node) return []
  const wentOn = from === undefined ? [] : [{ event: 'flow-went-on' as const, facets: from }]
  const asked = to === undefined ? [] : [{ event: 'flow-asked' as const, facets: to }]
  return [...wentOn, ...asked]
}

function waitingIn(state: FlowState | undefined) {
  const frame = state?.frames.at(-1)
  return frame === undefined ? undefined : { flow: frame.flow, node: frame.node }
}

function toTurnEvents(event: FlowEvent): TurnEvent[] {
  switch (event.type) {
    case 'started':
      return [{ event: 'flow-started', facets: { flow: event.flow } }]
    case 'finished':
      return [{ event: 'flow-finished', facets: { flow: event.flow } }]
    case 'failed':
      return [{ event: 'flow-failed', facets: { flow: event.flow, node: event.node } }]
    default:
      return []
  }
}
