import { setImmediate as nextTurn } from 'node:timers/promises'
import { DalilError } from '../../errors.ts'
import type { Views } from '../tables/index.ts'

interface Waiting {
  readonly transaction: Views
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** What a committer works with. */
export interface CommitterOptions {
  /** Writes transactions, all or none; called by one at a time. */
  readonly write: (transactions: readonly Views[]) => Promise<void>
  /** Called after each write, before the next. */
  readonly onWritten: () => void
}

/**
 * Collects the transactions that arrive while the disk is busy and writes them together: a hundred
 * writers share one sync.
 */
export class Committer {
  readonly #options: CommitterOptions
  #waiting: Waiting[] = []
  #between: (() => Promise<void>)[] = []
  #running: Promise<void> | undefined
  #isClosed = false

  constructor(options: CommitterOptions) {
    this.#options = options
  }

  /** Resolves once the transaction is on disk. */
  commit(transaction: Views): Promise<void> {
    if (this.#isClosed) return Promise.reject(closed())
    return new Promise((resolve, reject) => {
      this.#waiting.push({ transaction, resolve, reject })
      this.#wake()
    })
  }

  /** Runs `work` while nothing is being written. */
  between<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#between.push(() => work().then(resolve, reject))
      this.#wake()
    })
  }

  /** Writes what waits and takes nothing more. */
  async close(): Promise<void> {
    this.#isClosed = true
    while (this.#running !== undefined) await this.#running
  }

  #wake(): void {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined
      if (this.#waiting.length > 0 || this.#between.length > 0) this.#wake()
    })
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0 || this.#between.length > 0) {
      // Those who were just answered get to write again before the next sync begins.
      await nextTurn()
      const group = this.#waiting
      this.#waiting = []
      if (group.length > 0) await this.#write(group)
      const works = this.#between
      this.#between = []
      for (const work of works) await work()
    }
  }

  async #write(group: readonly Waiting[]): Promise<void> {
    try {
      await this.#options.write(group.map(({ transaction }) => transaction))
    } catch (error) {
      for (const { reject } of group) reject(error)
      return
    }
    for (const { resolve } of group) resolve()
    this.#options.onWritten()
  }
}

function closed(): DalilError {
  return new DalilError('store:closed', 'The store was closed; nothing more is kept.')
}
