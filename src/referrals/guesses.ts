import type { Clock } from '../ports/index.ts'

/** How often somebody may be wrong before they have to wait. */
export interface Guesses {
  /** In how many ms `name` may try again; 0 where it may now. */
  waits(name: string): number
  /** One more was wrong. */
  wrong(name: string): void
}

/** So many wrong ones are let pass; after that one more each {@link EACH_MS}. */
const LET_PASS = 20
const EACH_MS = 3 * 60_000

/** Counts wrong guesses in this process; each is forgotten after some minutes. */
export function createGuesses(clock: Clock): Guesses {
  /** When all that a name guessed wrong will be forgotten, ms since 1970. */
  const clears = new Map<string, number>()
  return {
    waits: (name) => Math.max(0, (clears.get(name) ?? 0) - clock.now() - (LET_PASS - 1) * EACH_MS),
    wrong(name) {
      const now = clock.now()
      for (const [other, at] of clears) if (at <= now) clears.delete(other)
      clears.set(name, Math.max(now, clears.get(name) ?? 0) + EACH_MS)
    },
  }
}
