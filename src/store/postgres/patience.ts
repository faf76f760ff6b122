import { setTimeout as pause } from 'node:timers/promises'

const FIRST_PAUSE_MS = 50
const LONGEST_PAUSE_MS = 1_000

/** What is tried again. */
export interface PatienceOptions {
  /** Whether another try may end better. */
  readonly mayPass: (error: unknown) => boolean
  /** For how long it is tried, in ms. */
  readonly forMs: number
}

/** Does something again until it works, does not help, or took too long. */
export async function withPatience<T>(
  { mayPass, forMs }: PatienceOptions,
  work: () => Promise<T>,
): Promise<T> {
  const started = performance.now()
  for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(LONGEST_PAUSE_MS, wait * 2)) {
    try {
      return await work()
    } catch (error) {
      if (!mayPass(error) || performance.now() - started + wait > forMs) throw error
      await pause(wait)
    }
  }
}
