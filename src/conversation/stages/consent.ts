import type { Session } from '../../core/index.ts'
import type { TurnResult } from '../result.ts'
import { message, result, type Stage, say, type Turn } from '../turn.ts'
import { repeatFlow } from './flow.ts'

/** Waiting for a yes or a no, or for the words of a question to pass on. */
export const consentStage: Stage = (turn) => {
  if (turn.text === '') return undefined
  const { awaiting, pendingQuestion } = turn.session
  const consent = turn.services.phrases.consent(turn.text)
  if (awaiting === 'question') return questionOrNot(turn, consent)
  if (consent === undefined) return undefined
  if (awaiting === 'erase') return eraseOrNot(turn, consent)
  if (pendingQuestion !== undefined && isOffered(turn)) return passOnOrNot(turn, consent)
  return undefined
}

/** Nothing is passed on by a yes to something that came after the offer. */
function isOffered({ session }: Turn): boolean {
  return session.choices.some(({ data }) => data === 'p:yes' || data === 'o')
}

/** After "write your question": a no is no question, and a yes not yet one. */
function questionOrNot(turn: Turn, consent: boolean | undefined): TurnResult {
  if (consent === undefined) return passOn(turn, turn.text, turn.session.about)
  if (consent) return askForQuestion(turn, turn.session.about)
  const { awaiting: _awaiting, about: _about, ...session } = turn.session
  return result(turn, [message(turn, say(turn, 'unknown.declined'))], { kind: 'command', session })
}

/** After "erase everything?". */
export function eraseOrNot(turn: Turn, yes: boolean): TurnResult {
  const { awaiting: _awaiting, ...session } = turn.session
  if (!yes)
    return result(turn, [message(turn, say(turn, 'erase.kept'))], { kind: 'command', session })
  return result(turn, [message(turn, say(turn, 'erase.done'))], {
    kind: 'command',
    session,
    events: [{ event: 'erased', facets: {} }],
    erase: true,
  })
}

/** "Erase everything?" holds for what comes right behind it: a later yes is a yes to something else. */
export function endErase(session: Session): Session {
  const isAsked = session.choices.some(({ data }) => data === 'x:yes')
  if (session.awaiting !== 'erase' || isAsked) return session
  const { awaiting: _awaiting, ...rest } = session
  return rest
}

/** After "shall I pass it on to the team?". */
export function passOnOrNot(turn: Turn, yes: boolean): TurnResult {
  const { pendingQuestion, ...session } = turn.session
  if (pendingQuestion === undefined || !yes) {
    return result(turn, [message(turn, say(turn, 'unknown.declined'))], {
      kind: 'command',
      session,
    })
  }
  return passOn({ ...turn, session }, pendingQuestion.text, pendingQuestion.answered)
}

/** Asks for the words of a question that goes to the team, about an answer that did not help. */
export function askForQuestion(turn: Turn, about?: string): TurnResult {
  const { about: _about, ...rest } = turn.session
  const known = turn.services.knowledge.entries.has(about ?? '') && about !== undefined
  const session = { ...rest, awaiting: 'question' as const, ...(known ? { about } : {}) }
  return result(turn, [message(turn, say(turn, 'passed-on.ask'))], { kind: 'command', session })
}

/** Hands words to the team: as a question, or as what is added to the thread that is open. */
export function passOn(turn: Turn, text: string, answered?: string): TurnResult {
  const { awaiting: _awaiting, pendingQuestion: _, about: __, ...session } = turn.session
  const added = turn.thread !== undefined
  const reply = added
    ? say(turn, 'passed-on.added')
    : say(turn, 'passed-on.done', { days: turn.services.retentionDays })
  const topic = turn.services.knowledge.entries.get(answered ?? '')?.topic
  return result(turn, [message(turn, reply), ...(repeatFlow(turn) ?? [])], {
    kind: 'command',
    session,
    events: [{ event: 'passed-on', facets: topic === undefined ? {} : { topic } }],
    passOn: {
      text,
      locale: turn.locale,
      ...(topic === undefined ? {} : { topic }),
      ...(answered === undefined ? {} : { answered }),
    },
  })
}

/** The person says that nothing is open any more. */
export function closeThread(turn: Turn): TurnResult | undefined {
  if (turn.thread === undefined) return undefined
  return result(turn, [message(turn, say(turn, 'team:closed'))], {
    kind: 'command',
    closeThread: true,
  })
}
