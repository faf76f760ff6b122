import { dayOf } from '../../core/index.ts'
import type { Clock } from '../../ports/index.ts'
import type { Memory } from './memory.ts'

/** How fast a person writes at most. */
export interface PaceLimits {
  /** Messages in any minute. */
  readonly perMinute: number
  /** Messages on one day in Morocco. */
  readonly perDay: number
  /** The longest that one message takes to be typed, in ms; 0 for at once. */
  readonly typingMs: number
}

/** What becomes of a message that wants to go out. */
export type Turn =
  /** After `waitMs` it is typed for `typingMs`, then sent. */
  | { readonly type: 'go'; readonly waitMs: number; readonly typingMs: number }
  | { readonly type: 'held'; readonly reason: string; readonly forMs: number }

/** Gives one message after the other its turn. */
export interface Pace {
  /** `length` in characters. What is urgent is held by no limit, but counts. */
  turn(length: number, urgent: boolean): Turn
  /** Whether today's share is used up. */
  isSpent(): boolean
}

/** What a pace works with. */
export interface PaceOptions {
  readonly limits: PaceLimits
  readonly clock: Clock
  /** From 0 to 1. */
  readonly random: () => number
  readonly memory: Memory
}

const MINUTE_MS = 60_000
/** A message waits so long in the line; longer, and it is looked at again then, in ms. */
const LINE_MS = 5000
/** How often it is looked whether a new day has come, in ms. */
const NEXT_LOOK_MS = 10 * MINUTE_MS
/** What a person takes for a look at the screen, and for one character, in ms. */
const LOOK_MS = 800
const CHARACTER_MS = 30

/** Creates the pace of one number: one pair of hands for everybody it writes to. */
export function createPace({ limits, clock, random, memory }: PaceOptions): Pace {
  let lately: number[] = []
  let freeAt = 0

  const sentToday = () => (memory.now.day === dayOf(clock.now()) ? (memory.now.sent ?? 0) : 0)
  const isSpent = () => sentToday() >= limits.perDay

  return {
    isSpent,
    turn(length, urgent) {
      const now = clock.now()
      lately = lately.filter((time) => time > now - MINUTE_MS)
      const start = Math.max(now, freeAt)
      if (!urgent) {
        if (isSpent()) return { type: 'held', reason: 'the cap of the day', forMs: NEXT_LOOK_MS }
        const first = lately[lately.length - limits.perMinute]
        if (first !== undefined) {
          return { type: 'held', reason: 'the cap of the minute', forMs: first + MINUTE_MS - now }
        }
        if (start - now > LINE_MS) return { type: 'held', reason: 'the line', forMs: start - now }
      }
      const typingMs = timeFor(length)
      const waitMs = urgent ? 0 : start - now
      freeAt = Math.max(freeAt, now + waitMs + typingMs)
      lately.push(freeAt)
      memory.note({ day: dayOf(now), sent: sentToday() + 1 })
      return { type: 'go', waitMs, typingMs }
    },
  }

  /** Never twice the same: that is what machines do. */
  function timeFor(length: number): number {
    const base = LOOK_MS + CHARACTER_MS * length
    return Math.round(Math.min(limits.typingMs, base * (0.8 + 0.4 * random())))
  }
}
