import { message, result, type Stage, say } from '../turn.ts'

/**
 * Somebody who writes faster than one can read is asked once for patience; what comes on top is
 * taken without a word, for it may be a program that answers every reply. Danger is always heard.
 */
export const paceStage: Stage = (turn) => {
  if (turn.pace === undefined || turn.pace === 'pass') return undefined
  if (turn.danger() !== undefined) return undefined
  const said = turn.pace === 'slow' ? [message(turn, say(turn, 'slow-down'))] : []
  // What was offered before stays on offer.
  return { ...result(turn, said, { kind: 'command' }), session: turn.session }
}
