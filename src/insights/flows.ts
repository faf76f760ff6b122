import { publishParts, publishSteps } from './hide/parts.ts'
import type { Shown } from './hide/publish.ts'
import { largestFirst, type Tally } from './tally.ts'

/** A question of a flow: how often it was asked, and how often people stopped at it. */
export interface StepFigures {
  readonly node: string
  readonly asked: Shown
  readonly stopped: Shown
}

/** A flow: how often it was begun and gone through, and where people left. */
export interface FlowFigures {
  readonly flow: string
  readonly started: Shown
  readonly finished: Shown
  /** In the order of the flow. */
  readonly steps: readonly StepFigures[]
}

/** The questions of each flow, in its order. */
export type FlowOrder = ReadonlyMap<string, readonly string[]>

/** Counts the flows, the one begun most first. */
export function flowFigures(tally: Tally, order: FlowOrder): readonly FlowFigures[] {
  const hasSteps = tally.knows('flow-asked')
  return largestFirst(tally.by('flow-started', 'flow')).map(([flow, started]) => {
    const shown = publishParts(started, [tally.count('flow-finished', { flow })])
    return {
      flow,
      started: shown.whole,
      finished: shown.parts[0],
      steps: hasSteps ? stepsOf(tally, flow, order.get(flow) ?? []) : [],
    }
  })
}

/** Questions that are no longer in the flow are left out; those never asked too. */
function stepsOf(tally: Tally, flow: string, order: readonly string[]): readonly StepFigures[] {
  const asked = tally.by('flow-asked', 'node', { flow })
  const wentOn = tally.by('flow-went-on', 'node', { flow })
  const nodes = order.filter((node) => (asked.get(node) ?? 0) > 0)
  const shown = publishSteps(nodes.map((node) => asked.get(node) ?? 0))
  return nodes.map((node, at) => {
    const here = asked.get(node) ?? 0
    // Somebody may have been asked before the period began.
    const stopped = Math.max(0, here - (wentOn.get(node) ?? 0))
    const [part] = publishParts(here, [stopped]).parts
    return { node, asked: shown[at], stopped: shown[at] === undefined ? undefined : part }
  })
}
