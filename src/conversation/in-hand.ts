/** The work that has begun and not ended. */
export interface InHand {
  add<T>(work: Promise<T>): Promise<T>
  /** Resolves when nothing is in hand any more. */
  idle(): Promise<void>
}

/** Creates a record of work in hand. */
export function createInHand(): InHand {
  let count = 0
  let waiting: (() => void)[] = []
  const end = () => {
    count -= 1
    if (count > 0) return
    const all = waiting
    waiting = []
    for (const resolve of all) resolve()
  }
  return {
    add(work) {
      count += 1
      work.then(end, end)
      return work
    },
    async idle() {
      while (count > 0) await new Promise<void>((resolve) => waiting.push(resolve))
    },
  }
}
