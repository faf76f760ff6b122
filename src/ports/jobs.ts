/** When a job is run. A night is one of Morocco: at three in the morning. */
export type JobTime = 'every-minute' | 'every-night'

/** Work that is done at certain times without anybody asking. */
export interface Job {
  /** Unique, of letters and hyphens; never changes. */
  readonly name: string
  readonly at: JobTime
  /** May be begun again from its beginning after a crash. */
  readonly work: () => Promise<void>
}

/**
 * What runs jobs: each once at its time, in whichever of the processes that share a store, and never
 * in two at once. One that breaks is logged and run again.
 *
 * @example
 * await jobs.start([{ name: 'reminders', at: 'every-minute', work: dalil.remind }])
 */
export interface Jobs {
  start(jobs: readonly Job[]): Promise<void>
  /** Waits for what is being done and begins nothing more. */
  stop(): Promise<void>
}
