import { isolateFor } from '../../core/index.ts'
import type { TurnResult } from '../result.ts'
import { say, type Turn } from '../turn.ts'

/** An answer that comes this long after the question begins with a word of apology, in ms. */
const LATE_MS = 15 * 60_000

/** Whether a message has waited long, and this person has not been written to since. */
export function isLate(times: {
  readonly sentAt: number
  readonly now: number
  readonly lastSeenAt: number | undefined
}): boolean {
  const { sentAt, now, lastSeenAt = 0 } = times
  return now - sentAt >= LATE_MS && lastSeenAt <= sentAt
}

/** Begins a reply with a word of apology; a card for a danger begins with what to do. */
export function apologiseForDelay(turn: Turn, reply: TurnResult): TurnResult {
  const [first, ...rest] = reply.messages
  if (first?.type !== 'text' || first.urgent === true) return reply
  const sorry = isolateFor(say(turn, 'late'), turn.locale)
  return { ...reply, messages: [{ ...first, text: `${sorry}\n\n${first.text}` }, ...rest] }
}
