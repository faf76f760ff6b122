import type { Choice, FlowState, OutboundMessage, Session } from '../../core/index.ts'
import {
  type FlowContext,
  type FlowInput,
  type FlowOutput,
  type FlowServices,
  type FlowStep,
  repeatQuestion,
  resumeFlow,
  startFlow,
} from '../../flow/index.ts'
import { SMALLTALK } from '../../understanding/index.ts'
import { takeReminders } from '../reminders/asked.ts'
import { menuMessage } from '../replies/menu.ts'
import type { TurnResult } from '../result.ts'
import { message, result, type Stage, say, type Turn } from '../turn.ts'
import { answerQuestion, fromFaq } from './faq.ts'
import { flowEvents } from './flow-events.ts'
import { renderOutputs } from './flow-outputs.ts'

/** Confidence above which a text in the middle of a flow counts as a question of its own. */
const CLEAR_QUESTION = 0.6
/** A number alone answers the flow, well or badly; it asks for nothing else. */
const ANY_LETTER = /\p{L}/u

/** A flow that waits gets the answer; a question in between is answered, then the flow goes on. */
export const flowStage: Stage = (turn) => {
  const state = turn.session.flow
  if (state === undefined) return undefined
  const input = inputOf(turn)
  if (input === undefined) return undefined
  const step = resumeFlow(flowServices(turn), state, input, flowContext(turn))
  if (!step.understood || isQuestion(turn)) {
    const between = questionInBetween(turn)
    if (between !== undefined) return between
  }
  const reply = answeredBefore(turn, state) ?? flowResult(turn, step)
  if (!step.events.some(({ type }) => type === 'stale')) return reply
  return { ...reply, messages: [message(turn, say(turn, 'stale')), ...reply.messages] }
}

/**
 * A message that is edited has been read already: it is no answer to the question that came after
 * it. The first answer stands, and the person is told how to change it.
 */
function answeredBefore(turn: Turn, state: FlowState): TurnResult | undefined {
  const isFirst = state.frames.every(({ visited }) => visited.length === 0)
  if (turn.content.type !== 'edited' || isFirst) return undefined
  const again = repeatFlow(turn)
  if (again === undefined) return undefined
  return result(turn, [message(turn, say(turn, 'help:edited')), ...again], { kind: 'flow' })
}

/**
 * Whether a flow waits that nobody has to finish, and the message does not answer its question: a
 * person who asks something while they are being welcomed gets the answer, and is not asked again.
 */
export function leavesFlow(turn: Turn): boolean {
  const state = turn.session.flow
  const flow = turn.services.knowledge.flows.get(state?.frames[0]?.flow ?? '')
  if (state === undefined || flow?.optional !== true) return false
  if (turn.services.phrases.command(turn.text) !== undefined) return false
  const input = inputOf(turn)
  if (input === undefined) return turn.content.type === 'choice'
  const step = resumeFlow(flowServices(turn), state, input, flowContext(turn))
  return 'text' in input && (!step.understood || isQuestion(turn))
}

/** A phrase that starts a flow, written as it stands in the flow's own words. */
export const triggerStage: Stage = (turn) => {
  const flow = turn.services.phrases.trigger(turn.text)
  return flow === undefined ? undefined : beginFlow(turn, flow)
}

/** Starts a flow, in place of one that may be waiting. */
export function beginFlow(turn: Turn, flow: string): TurnResult | undefined {
  if (!turn.services.knowledge.flows.has(flow)) return undefined
  const nothing = { pendingQuestion: undefined, awaiting: undefined, flow: undefined }
  const session = { ...turn.session, ...nothing }
  const begun = { ...turn, session }
  return flowResult(begun, startFlow(flowServices(turn), flow, flowContext(turn)))
}

/** The town where somebody is, as the answer to a flow that waits for one; `undefined` otherwise. */
export function answerWithTown(turn: Turn, town: string): TurnResult | undefined {
  const state = turn.session.flow
  if (state === undefined) return undefined
  const step = resumeFlow(flowServices(turn), state, { text: town }, flowContext(turn))
  const isTaken = step.events.some((event) => event.type === 'city' && event.city === town)
  return isTaken ? flowResult(turn, step) : undefined
}

/** The question of the waiting flow once more; `undefined` when none waits. */
export function repeatFlow(turn: Turn): readonly OutboundMessage[] | undefined {
  const state = turn.session.flow
  if (state === undefined) return undefined
  const step = repeatQuestion(flowServices(turn), state, flowContext(turn))
  const { messages } = renderOutputs(turn, step.outputs)
  return messages.length === 0 ? undefined : messages
}

/** What a flow's step means for the person and for what is kept. */
export function flowResult(turn: Turn, step: FlowStep): TurnResult {
  const city = step.events.find((event) => event.type === 'city')?.city
  const chosen = step.events.find((event) => event.type === 'locale')?.locale
  const session: Session = {
    ...turn.session,
    flow: step.state,
    city: city ?? turn.session.city,
    locale: chosen ?? turn.session.locale,
    localeChosen: turn.session.localeChosen || chosen !== undefined,
  }
  const at = { ...turn, session, locale: chosen ?? turn.locale }
  const flow = flowOf(turn, step)
  const asking = turn.session.flow?.frames.at(-1)?.flow ?? flow
  const { outputs, reminders, events } = takeReminders(at, step.outputs, asking)
  const base = {
    kind: 'flow' as const,
    entry: flow,
    reminders: reminders.length === 0 ? undefined : reminders,
    events: [...flowEvents(turn.session.flow, step), ...events],
    session,
  }
  const searched = step.outputs.some((output) => output.type === 'search')
  if (searched) return search(at, outputs, base)
  const asked = step.outputs.some((output) => output.type === 'pass-on')
  const said = renderOutputs(at, outputs)
  const messages = [...said.messages, ...afterwards(at, step, said.choices)]
  const kept = asked ? { ...session, awaiting: 'question' as const } : session
  return result(at, messages, { ...base, events: [...base.events, ...said.events], session: kept })
}

/** Which flow the turn belongs to, also when this step ended it. */
function flowOf(turn: Turn, step: FlowStep): string | undefined {
  const started = step.events.find((event) => event.type === 'started')
  return started?.flow ?? step.state?.frames[0]?.flow ?? turn.session.flow?.frames[0]?.flow
}

/** The free question of a `search` node: answered like any other, then the flow goes on. */
function search(
  turn: Turn,
  outputs: readonly FlowOutput[],
  base: Pick<TurnResult, 'kind' | 'events' | 'reminders'>,
): TurnResult {
  const found = answerQuestion(turn)
  const after = renderOutputs(
    turn,
    outputs.filter((output) => output.type !== 'search'),
  )
  const messages = [...found.messages, ...after.messages]
  const session: Session = { ...found.session, ...flowPart(turn.session) }
  const events = [...base.events, ...found.events, ...after.events]
  return result(turn, messages, { ...base, ...found, events, session })
}

function flowPart(session: Session): Partial<Session> {
  return session.flow === undefined ? {} : { flow: session.flow }
}

/** What is said when a flow could not go on: nobody is left in the middle of nothing. */
function afterwards(
  turn: Turn,
  step: FlowStep,
  slips: readonly Choice[],
): readonly OutboundMessage[] {
  const expired = step.events.find((event) => event.type === 'expired')
  if (expired !== undefined) {
    const choices = [
      { data: `w:${expired.flow}`, label: say(turn, 'flow.restart') },
      { data: 'm', label: say(turn, 'menu.top') },
    ]
    return [message(turn, say(turn, 'flow.expired'), choices)]
  }
  if (step.events.some((event) => event.type === 'failed')) {
    return [menuMessage(turn, say(turn, 'flow.failed'))]
  }
  if (step.events.some((event) => event.type === 'stale')) return []
  const waitsForWords = step.outputs.some((output) => output.type === 'pass-on')
  if (step.state === undefined && !waitsForWords) return [menuMessage(turn, undefined, slips)]
  return []
}

/** A clear question in the middle of a flow: answered, then the flow asks its own again. */
function questionInBetween(turn: Turn): TurnResult | undefined {
  if (!ANY_LETTER.test(turn.text)) return undefined
  const matched = turn.match()
  const isClear = matched.type === 'answered' && matched.confidence >= CLEAR_QUESTION
  if (!isClear || matched.label.startsWith(SMALLTALK)) return undefined
  const found = fromFaq(turn, matched)
  const again = repeatFlow(turn)
  if (found === undefined || again === undefined) return undefined
  const resume = message(turn, say(turn, 'flow.resume'))
  return result(turn, [...found.messages, resume, ...again], {
    ...found,
    session: { ...found.session, ...flowPart(turn.session) },
  })
}

/** Ends in a question mark of either script: meant as a question even where any text would do. */
function isQuestion(turn: Turn): boolean {
  return /[?؟]\s*$/u.test(turn.text)
}

function inputOf(turn: Turn): FlowInput | undefined {
  if (turn.content.type === 'choice') {
    return turn.content.data.startsWith('f:') ? { choice: turn.content.data } : undefined
  }
  return turn.text === '' ? undefined : { text: turn.text }
}

/** What the engine asks of the world: texts, flows, towns. */
export function flowServices(turn: Turn): FlowServices {
  const { flows, texts, directory } = turn.services.knowledge
  return {
    flows,
    texts,
    words: turn.services.words,
    findCity: (text, locale) => {
      const town = directory.towns.get(text) ?? directory.towns.find(text)
      return town === undefined ? undefined : { id: town.id, name: town.name[locale] }
    },
  }
}

/** What a flow may know of the person. */
export function flowContext(turn: Turn): FlowContext {
  const { city, campaign } = turn.session
  return {
    locale: turn.locale,
    channel: turn.channel,
    today: turn.today,
    ...(city === undefined ? {} : { city }),
    ...(campaign === undefined ? {} : { campaign: campaign.last }),
  }
}
