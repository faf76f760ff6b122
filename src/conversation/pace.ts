import type { PersonId } from '../core/index.ts'
import type { Clock } from '../ports/index.ts'

/** How much one person, and all together, may write before Dalil asks for patience. */
export interface PaceLimits {
  readonly perMinute: number
  readonly perDay: number
  /** Turns in hand at once in this process; more are left with the platform, which tries again. */
  readonly inHand: number
}

/**
 * What becomes of a message: `pass`, `slow` (a word about patience, once) or `over` (that word was
 * said; danger is answered all the same).
 */
export type Pace = 'pass' | 'slow' | 'over'

/** Watches how fast people write. */
export interface PaceKeeper {
  judge(person: PersonId): Pace
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** People remembered at most; those who wrote longest ago are forgotten first. */
const MAX_PEOPLE = 20_000

interface Bucket {
  /** Messages that may still come now, and today. */
  readonly now: number
  readonly today: number
  readonly at: number
  readonly told: boolean
}

/**
 * Creates a keeper with a bucket for each person that fills again evenly: a flood ends soon, and two
 * programs that answer each other end the same day. Kept in memory: after a restart all begin anew.
 */
export function createPaceKeeper(limits: PaceLimits, clock: Clock): PaceKeeper {
  const buckets = new Map<PersonId, Bucket>()
  return {
    judge(person) {
      const at = clock.now()
      const old = buckets.get(person) ?? {
        ...{ now: limits.perMinute, today: limits.perDay, at, told: false },
      }
      const passed = Math.max(0, at - old.at)
      const now = Math.min(limits.perMinute, old.now + (passed * limits.perMinute) / MINUTE_MS)
      const today = Math.min(limits.perDay, old.today + (passed * limits.perDay) / DAY_MS)
      const isOver = now < 1 || today < 1
      buckets.delete(person)
      buckets.set(person, {
        now: isOver ? now : now - 1,
        today: isOver ? today : today - 1,
        at,
        told: isOver,
      })
      if (buckets.size > MAX_PEOPLE) forgetFirst(buckets)
      if (!isOver) return 'pass'
      return old.told ? 'over' : 'slow'
    },
  }
}

function forgetFirst(buckets: Map<PersonId, Bucket>): void {
  for (const person of buckets.keys()) {
    buckets.delete(person)
    return
  }
}
