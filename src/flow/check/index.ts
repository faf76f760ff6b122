import type { Fault } from '../../core/index.ts'
import type { FlowSet } from '../flow.ts'
import { type FlowRule, type FlowWorld, toFault } from './rule.ts'
import {
  labelIsCommand,
  labelTooLong,
  missingText,
  sameLabel,
  sameTrigger,
  titleTooLong,
  tooManyChoices,
  wordsInOne,
} from './texts.ts'
import { mixedValue, unsetValue } from './values.ts'
import {
  endlessLoop,
  missingTarget,
  neverEnds,
  noWayOut,
  openBranch,
  silentEnd,
  unreachableNode,
} from './ways.ts'
import { callValues, callWithoutEnd, routeToNobody, unknownEntry, unknownFlow } from './world.ts'

/** Every check of the flows, in the order in which they are reported. */
export const FLOW_RULES: readonly FlowRule[] = [
  missingTarget,
  unreachableNode,
  openBranch,
  noWayOut,
  neverEnds,
  endlessLoop,
  silentEnd,
  unsetValue,
  mixedValue,
  missingText,
  wordsInOne,
  titleTooLong,
  labelTooLong,
  tooManyChoices,
  sameLabel,
  labelIsCommand,
  sameTrigger,
  unknownEntry,
  routeToNobody,
  unknownFlow,
  callWithoutEnd,
  callValues,
]

/** The names of the faults that loading itself reports. */
export const LOADING_RULES: readonly Pick<FlowRule, 'rule' | 'reason'>[] = [
  { rule: 'flow/shape', reason: 'What is not known cannot be run.' },
  { rule: 'flow/file-name', reason: 'A flow is found by the name of its file.' },
  { rule: 'flow/same-version', reason: 'Of two files of the same version one would never run.' },
]

/** Holds every flow, the older versions too, against {@link FLOW_RULES}. Never throws. */
export function checkFlows(flows: FlowSet, world: FlowWorld): readonly Fault[] {
  const all = [...flows.values()].flatMap((flow) => [flow, ...flow.older.values()])
  return all.flatMap((flow) =>
    FLOW_RULES.flatMap((rule) =>
      [...rule.find(flow, { ...world, flows })].map((finding) => toFault(rule, flow, finding)),
    ),
  )
}
