/** Wakes somebody later. Tests hand in one whose time stands still until it is moved. */
export interface Timers {
  /** Calls `work` once after `ms`; the returned function takes it back. */
  after(ms: number, work: () => void): () => void
}

/** The timers of the machine. They keep no process alive by themselves. */
export const systemTimers: Timers = {
  after(ms, work) {
    const timer = setTimeout(work, ms).unref()
    return () => clearTimeout(timer)
  },
}
