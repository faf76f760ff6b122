import type { Timers } from '../ports/index.ts'

/** When there is time for what a turn should not wait for: so long after the last one, then again twice. */
export const QUIET_MS = [3_000, 5_500, 30_000] as const

/**
 * Watches for times in which nobody writes. The returned function is told of every turn; `rest` is
 * called once none came for the first of {@link QUIET_MS} (twice that at most), again after each of
 * the others while none comes, and then only after another turn.
 */
export function watchForQuiet(timers: Timers, rest: () => void): () => void {
  let turns = 0
  let isWatching = false
  const watch = (round = 0) => {
    const before = turns
    const ms = QUIET_MS[round]
    isWatching = ms !== undefined
    if (ms === undefined) return
    timers.after(ms, () => {
      if (turns !== before) return watch()
      rest()
      watch(round + 1)
    })
  }
  return () => {
    turns += 1
    if (!isWatching) watch()
  }
}
