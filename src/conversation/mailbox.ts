/** Runs work one piece at a time per key, in the order it came; different keys run side by side. */
export interface Mailbox {
  run<T>(key: string, work: () => Promise<T>): Promise<T>
  /** Resolves when nothing is in hand any more. */
  idle(): Promise<void>
}

/** Creates an empty mailbox. It keeps nothing about a key once its work is done. */
export function createMailbox(): Mailbox {
  const tails = new Map<string, Promise<unknown>>()
  return {
    run(key, work) {
      const before = tails.get(key) ?? Promise.resolve()
      const mine = before.then(work, work)
      const tail = mine.catch(() => undefined)
      tails.set(key, tail)
      void tail.then(() => {
        if (tails.get(key) === tail) tails.delete(key)
      })
      return mine
    },
    async idle() {
      while (tails.size > 0) await Promise.all(tails.values())
    },
  }
}
