import type { Timers } from '../ports/index.ts'

/** Nobody wrote for so long: there is time for what a turn should not wait for. */
export const QUIET_MS = 3_000

/**
 * Watches for times in which nobody writes. The returned function is told of every turn; `rest` is
 * called once when none came for {@link QUIET_MS} (twice that at most), and again only after another.
 */
export function watchForQuiet(timers: Timers, rest: () => void): () => void {
  let turns = 0
  let isWatching = false
  const watch = () => {
    const before = turns
    timers.after(QUIET_MS, () => {
      if (turns !== before) return watch()
      isWatching = false
      rest()
    })
  }
  return () => {
    turns += 1
    if (isWatching) return
    isWatching = true
    watch()
  }
}
