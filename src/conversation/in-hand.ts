/** The work that has begun and not ended. */
export interface InHand {
  add<T>(work: Promise<T>): Promise<T>
  /** Resolves when nothing is in hand any more. */
  idle(): Promise<void>
}

/** Creates a record of work in hand. */
export function createInHand(): InHand {
  const works = new Set<Promise<unknown>>()
  return {
    add(work) {
      const ended = work.then(
        () => undefined,
        () => undefined,
      )
      works.add(ended)
      void ended.then(() => works.delete(ended))
      return work
    },
    async idle() {
      while (works.size > 0) await Promise.all(works)
    },
  }
}
