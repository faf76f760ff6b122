import { matchChoice } from '../../flow/index.ts'
import type { TurnResult } from '../result.ts'
import { result, type Stage, say, type Turn } from '../turn.ts'
import { choose } from './choice.ts'
import { passOn } from './consent.ts'
import { fromFaq } from './faq.ts'

/**
 * What a person writes right after the team wrote to them: a choice that stands under that message,
 * or the answer to what the team asked. A clear question of another kind is answered all the same,
 * and can still be sent to the team.
 */
export const threadStage: Stage = (turn) => {
  const { thread, session } = turn
  const isForTeam = thread?.hasNews === true && session.awaiting === undefined
  if (!isForTeam || turn.text === '') return undefined
  const chosen = matchChoice(turn.services.words, turn.text, session.choices)
  if (chosen !== undefined) return choose(turn, chosen.data)
  if (!thread.isAsked) return undefined
  const matched = turn.match()
  const answered = matched.type === 'answered' ? fromFaq(turn, matched) : undefined
  return answered === undefined ? passOn(turn, turn.text) : withWayToTeam(turn, answered)
}

/** The answer of the guide, with the choice to send the message to the team after all. */
function withWayToTeam(turn: Turn, answered: TurnResult): TurnResult {
  const last = answered.messages.at(-1)
  if (last?.type !== 'text') return answered
  const choices = [{ data: 'p:yes', label: say(turn, 'team:send') }, ...(last.choices ?? [])]
  const { text, now: at, locale } = turn
  return result(turn, [...answered.messages.slice(0, -1), { ...last, choices }], {
    ...answered,
    session: { ...answered.session, pendingQuestion: { text, locale, at } },
  })
}
