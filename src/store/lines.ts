/** Runs work one piece at a time per key, in the order it came; different keys run side by side. */
export interface Lines {
  run<T>(key: string, work: () => Promise<T>): Promise<T>
  /** Whether anything of that key is being done or waits to be. */
  isBusy(key: string): boolean
}

/** Nobody stands before whoever comes first. */
const NOBODY: Promise<unknown> = Promise.resolve()

/** Creates lines in which nobody stands. They keep nothing about a key once its work is done. */
export function createLines(): Lines {
  const tails = new Map<string, Promise<unknown>>()
  return {
    run(key, work) {
      const mine = (tails.get(key) ?? NOBODY).then(work, work)
      const leave = () => {
        if (tails.get(key) === tail) tails.delete(key)
      }
      const tail = mine.then(leave, leave)
      tails.set(key, tail)
      return mine
    },
    isBusy: (key) => tails.has(key),
  }
}
