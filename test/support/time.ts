import type { Clock, Timers } from '../../src/ports/index.ts'
import { createClock } from './clock.ts'

/** A clock and its timers, which stand still until they are moved. */
export interface FakeTime extends Clock, Timers {
  /** Moves on, and calls what falls due on the way, each at its moment. */
  advance(ms: number): void
}

/** Creates a time that begins at `start` (ms since 1970), or at a noon in Morocco. */
export function createTime(start = createClock().now()): FakeTime {
  let now = start
  let timers: readonly { readonly at: number; readonly work: () => void }[] = []
  return {
    now: () => now,
    after(ms, work) {
      const timer = { at: now + ms, work }
      timers = [...timers, timer]
      return () => {
        timers = timers.filter((one) => one !== timer)
      }
    },
    advance(ms) {
      const end = now + ms
      for (;;) {
        const due = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
        if (due === undefined) break
        timers = timers.filter((one) => one !== due)
        now = Math.max(now, due.at)
        due.work()
      }
      now = end
    },
  }
}
