/** Runs work one piece at a time per key, in the order it came; different keys run side by side. */
export interface Lines {
  run<T>(key: string, work: () => Promise<T>): Promise<T>
  /** Whether anything of that key is being done or waits to be. */
  isBusy(key: string): boolean
}

/** Creates lines in which nobody stands. They keep nothing about a key once its work is done. */
export function createLines(): Lines {
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
    isBusy: (key) => tails.has(key),
  }
}
