import type { Timers } from '../../ports/index.ts'

/** Pauses that can all be ended early. */
export interface Pauses {
  pause(ms: number): Promise<void>
  endAll(): void
}

const FIRST_PAUSE_MS = 1000
/** The longest pause between two attempts, in ms. */
export const LONGEST_PAUSE_MS = 5 * 60_000

/** Creates pauses on these timers; one of no length ends at once. */
export function createPauses(timers: Timers): Pauses {
  const ends = new Set<() => void>()
  return {
    pause(ms) {
      if (ms <= 0) return Promise.resolve()
      return new Promise((resolve) => {
        const end = () => {
          cancel()
          ends.delete(end)
          resolve()
        }
        const cancel = timers.after(ms, end)
        ends.add(end)
      })
    },
    endAll() {
      for (const end of [...ends]) end()
    },
  }
}

/** 1, 2, 4… seconds, at most five minutes. */
export function backoff(failures: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, Math.min(failures, 10) - 1))
}
