import type { FlowState } from '../../core/index.ts'
import { parseChoiceData, questionId } from '../choices.ts'
import type { FlowServices, NodeInput, Reading } from '../flow.ts'
import { MAX_TRIES, MAX_VISITED } from '../limits.ts'
import type { FlowContext, FlowInput, FlowStep } from '../step.ts'
import {
  type Draft,
  expired,
  failed,
  noting,
  openDraft,
  sceneOf,
  taking,
  waiting,
  withTop,
} from './draft.ts'
import { locate, type Place } from './locate.ts'
import { begin, walk } from './walk.ts'

/** Begins a flow. An unknown id gives a step with the event `failed` and no state. Never throws. */
export function startFlow(services: FlowServices, id: string, context: FlowContext): FlowStep {
  const draft = openDraft(services, context, [])
  const flow = services.flows.get(id)
  if (flow === undefined) return failed(draft, { flow: id, node: '' }, 'unknown-flow')
  const stride = begin(draft, flow, {})
  return 'done' in stride ? stride.done : walk(stride.draft, stride.effect)
}

/**
 * Gives what the person sent to the node that waits. When it cannot use it, the step has
 * `understood: false`, asks again in other words, and after the third time leads the person out.
 * A button of an earlier question gives the event `stale` and the question again. Never throws.
 */
export function resumeFlow(
  services: FlowServices,
  state: FlowState,
  input: FlowInput,
  context: FlowContext,
): FlowStep {
  const opened = openPlace(services, state, context)
  if ('outputs' in opened) return opened
  const { draft, place } = opened
  if (place.movedFrom !== undefined || place.node.answer === undefined) return reenter(draft, place)
  const given = toNodeInput(place, input)
  if (given === undefined) return stale(draft, place)
  const reading = place.node.answer(sceneOf(draft, place.flow, place.frame), given)
  return reading.type === 'taken'
    ? goOn(draft, place, reading)
    : askAgain(draft, place, reading.type)
}

/** Asks the waiting question once more, without counting it as a try. */
export function repeatQuestion(
  services: FlowServices,
  state: FlowState,
  context: FlowContext,
): FlowStep {
  const opened = openPlace(services, state, context)
  return 'outputs' in opened ? opened : reenter(opened.draft, opened.place, true)
}

/** Goes back to the question before this one; `undefined` when this is the first. */
export function goBack(
  services: FlowServices,
  state: FlowState,
  context: FlowContext,
): FlowStep | undefined {
  for (let depth = state.frames.length; depth > 0; depth--) {
    const opened = openPlace(services, { frames: state.frames.slice(0, depth) }, context)
    if ('outputs' in opened) return opened
    const { frame } = opened.place
    const node = frame.visited.at(-1)
    if (node === undefined) continue
    const visited = frame.visited.slice(0, -1)
    const draft = withTop(opened.draft, { ...frame, visited })
    return walk(draft, { way: { type: 'go', to: node } })
  }
  return undefined
}

/** Where the person is in the flows as they are now, or the step that says that this is gone. */
function openPlace(
  services: FlowServices,
  state: FlowState,
  context: FlowContext,
): { readonly draft: Draft; readonly place: Place } | FlowStep {
  const draft = openDraft(services, context, state.frames)
  const frame = state.frames.at(-1)
  if (frame === undefined) return failed(draft, { flow: '', node: '' }, 'unknown-flow')
  const place = locate(services.flows, frame)
  if (place === undefined) return expired(draft, frame.flow)
  const there = withTop(draft, place.frame)
  if (place.movedFrom === undefined) return { draft: there, place }
  const { flow, node } = place.frame
  return { draft: noting(there, { type: 'moved', flow, from: place.movedFrom, to: node }), place }
}

function reenter(draft: Draft, place: Place, keepTries = false): FlowStep {
  const effect = place.node.enter(sceneOf(draft, place.flow, place.frame))
  const tries = keepTries ? place.frame.tries : 0
  return walk(withTop(draft, { ...place.frame, tries }), effect)
}

/** Words as they are; a tap as its option, or `undefined` when it belongs to another question. */
function toNodeInput(place: Place, input: FlowInput): NodeInput | undefined {
  if ('text' in input) return input
  const tapped = parseChoiceData(input.choice)
  const { flow, node } = place.frame
  return tapped?.question === questionId(flow, node) ? { option: tapped.option } : undefined
}

function stale(draft: Draft, place: Place): FlowStep {
  const noted = noting(draft, { type: 'stale', flow: place.frame.flow })
  return reenter({ ...noted, understood: false }, place, true)
}

function goOn(draft: Draft, place: Place, reading: Extract<Reading, { type: 'taken' }>): FlowStep {
  const { frame } = place
  const visited = [...frame.visited, frame.node].slice(-MAX_VISITED)
  return walk(withTop(draft, { ...frame, visited, tries: 0 }), reading.effect)
}

function askAgain(draft: Draft, place: Place, why: 'outside' | 'unclear'): FlowStep {
  const { flow, frame, node } = place
  const understood = why === 'outside'
  const tries = frame.tries + 1
  const next = { ...withTop(draft, { ...frame, tries }), understood }
  if (node.again === undefined) return reenter(next, place)
  if (tries < MAX_TRIES) {
    const effect = node.again(sceneOf(next, flow, frame), why)
    return effect.way.type === 'wait' ? waiting(taking(next, effect)) : walk(next, effect)
  }
  const gaveUp = noting(next, { type: 'gave-up', flow: frame.flow, node: frame.node })
  const to = node.facts.giveUp
  return to === undefined
    ? { ...failed(gaveUp, frame, 'no-way-out'), understood }
    : walk(gaveUp, { way: { type: 'go', to } })
}
