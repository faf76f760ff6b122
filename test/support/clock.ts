import type { Clock } from '../../src/ports/index.ts'

/** A clock that stands still until it is moved. */
export interface FakeClock extends Clock {
  advance(ms: number): void
}

/** A clock that shows noon in Morocco on `day` (`YYYY-MM-DD`). */
export function createClock(day = '2026-11-23'): FakeClock {
  let now = Date.parse(`${day}T11:00:00Z`)
  return {
    now: () => now,
    advance: (ms) => {
      now += ms
    },
  }
}
