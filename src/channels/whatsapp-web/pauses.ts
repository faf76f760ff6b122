import type { Timers } from '../../ports/index.ts'

/** Pauses that can all be ended early. */
export interface Pauses {
  pause(ms: number): Promise<void>
  endAll(): void
}

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
