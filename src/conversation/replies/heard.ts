import { isolateFor } from '../../core/index.ts'
import type { TurnResult } from '../result.ts'
import { isHidden } from '../stages/discreet.ts'
import { say, type Turn } from '../turn.ts'

/**
 * Shows what was understood of what is no text: the words of a voice message, so that who spoke sees
 * a mistake; of a picture or a document, that only the words with it were read.
 */
export function showHeard(turn: Turn, reply: TurnResult): TurnResult {
  const understood = understoodOf(turn)
  if (understood === undefined || turn.text === '') return reply
  // Whoever holds the phone of a person in hiding is to see nothing of it.
  if (isHidden({ session: reply.session, now: turn.now })) return reply
  const [first, ...rest] = reply.messages
  // A card for a danger begins with what to do.
  if (first?.type !== 'text' || first.urgent === true) return reply
  const text = `${isolateFor(understood, turn.locale)}\n\n${first.text}`
  return { ...reply, messages: [{ ...first, text }, ...rest] }
}

function understoodOf(turn: Turn): string | undefined {
  switch (turn.content.type) {
    case 'heard':
      return say(turn, 'voice:heard', { text: turn.text.replaceAll('*', '') })
    case 'image':
    case 'document':
      return say(turn, 'help:attached')
    default:
      return undefined
  }
}
