import { dayOf } from '../core/index.ts'
import { addDays, isDaytime, LAST_HOUR, momentOf } from './moment.ts'

/** How many reminders one person may have at a time. */
export const MAX_REMINDERS = 10

/** A reminder that could not be sent on its day is sent for so many days more. */
const LATE_DAYS = 3

/** … and for so many where what it says does not lose its use. */
const LASTING_DAYS = 30

/** What is still good to hear weeks later: "has your card come?", "you can ask for it now". */
const LASTING: ReadonlySet<string> = new Set(['card', 'fund-request', 'permit'])

/** What is to be done with a reminder at some moment. */
export type Judgement = 'wait' | 'send' | 'send-late' | 'drop'

/** What a reminder is judged by. */
export interface Dated {
  readonly kind: string
  /** When it was to be sent, ms since 1970. */
  readonly dueAt: number
  /** The last day `YYYY-MM-DD` on which it is of use, where that is known. */
  readonly until?: string
}

/**
 * Whether a reminder is to be sent now. On its day it is sent as it is; on a later one with a word
 * about it (the machine was off); after the last day of its use it is dropped. By night all wait.
 */
export function judge(reminder: Dated, now: number): Judgement {
  if (now < reminder.dueAt) return 'wait'
  if (now >= usefulUntil(reminder)) return 'drop'
  if (!isDaytime(now)) return 'wait'
  return dayOf(now) > dayOf(reminder.dueAt) ? 'send-late' : 'send'
}

/** The evening (ms since 1970) from which on a reminder is of no use any more. */
export function usefulUntil({ kind, dueAt, until }: Dated): number {
  if (until !== undefined) return momentOf(until, LAST_HOUR)
  const days = LASTING.has(kind) ? LASTING_DAYS : LATE_DAYS
  return momentOf(addDays(dayOf(dueAt), days), LAST_HOUR)
}
