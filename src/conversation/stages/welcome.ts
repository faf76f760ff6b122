import { SMALLTALK } from '../../understanding/index.ts'
import type { TurnResult } from '../result.ts'
import { result, type Stage, type Turn } from '../turn.ts'
import { welcome } from './commands.ts'
import { beginFlow } from './flow.ts'

/** The flow that welcomes people: the language, what is kept and how to erase it. */
export const WELCOME_FLOW = 'welcome'
const GREETING = `${SMALLTALK}greeting`

/** The very first message is a greeting: welcomed. A first question is answered, not welcomed. */
export const welcomeStage: Stage = (turn) => {
  if (!turn.isNew || turn.text === '') return undefined
  const matched = turn.match()
  const isGreeting = matched.type === 'answered' && matched.label === GREETING
  return isGreeting ? beginFlow(turn, WELCOME_FLOW) : undefined
}

/** What a person gets who has just opened the conversation. */
export function welcomed(turn: Turn): TurnResult {
  const started = { event: 'started' as const, facets: {} }
  const begun = beginFlow(turn, WELCOME_FLOW)
  return begun === undefined
    ? result(turn, [welcome(turn)], { kind: 'command', events: [started] })
    : { ...begun, events: [started, ...begun.events] }
}
