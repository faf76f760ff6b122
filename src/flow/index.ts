/**
 * The flow language: conversations that an association writes as YAML. Files are read with the place
 * of every fault (`loadFlows`), checked before they run (`checkFlows`), and run by a pure engine:
 * definition, state, input and services give the next state, what to say, and what happened. It has
 * no clock, randomness, environment or network of its own, and never throws for what a person typed
 * or an author wrote.
 */

export { checkFlows, FLOW_RULES, LOADING_RULES } from './check/index.ts'
export { textKeysOf } from './check/texts.ts'
export type { Flow, FlowServices, FlowSet } from './flow.ts'
export { matchChoice } from './input/match-choice.ts'
export { createWords, type Words } from './input/words.ts'
export { loadFlows } from './load.ts'
export { mermaid } from './picture/mermaid.ts'
export { svg } from './picture/svg.ts'
export { goBack, repeatQuestion, resumeFlow, startFlow } from './run/run.ts'
export { flowJsonSchema } from './schema.ts'
export { showDate } from './show.ts'
export type { FlowContext, FlowEvent, FlowInput, FlowOutput, FlowStep } from './step.ts'
