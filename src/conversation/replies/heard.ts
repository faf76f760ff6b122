import { isolateFor } from '../../core/index.ts'
import type { TurnResult } from '../result.ts'
import { isHidden } from '../stages/discreet.ts'
import { say, type Turn } from '../turn.ts'

/** Shows what was understood of a voice message, so that who spoke sees a mistake. */
export function showHeard(turn: Turn, reply: TurnResult): TurnResult {
  if (turn.content.type !== 'heard' || turn.text === '') return reply
  // Whoever holds the phone of a person in hiding is to see nothing of it.
  if (isHidden({ session: reply.session, now: turn.now })) return reply
  const [first, ...rest] = reply.messages
  // A card for a danger begins with what to do.
  if (first?.type !== 'text' || first.urgent === true) return reply
  const text = turn.text.replaceAll('*', '')
  const understood = isolateFor(say(turn, 'voice:heard', { text }), turn.locale)
  return { ...reply, messages: [{ ...first, text: `${understood}\n\n${first.text}` }, ...rest] }
}
