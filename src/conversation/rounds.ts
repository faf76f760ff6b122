/** Spreads work over the rounds of the event loop. */
export interface Rounds {
  /** Resolves when it is this caller's turn to begin, at once where few began in this round. */
  begin(): Promise<void>
}

/**
 * Lets so many works begin in one round of the event loop; the others wait in the order they came.
 * A crowd then is answered one after another: what one turn makes on its way is gone before the
 * next begins, those in front have their reply while those behind still wait, and the disk and the
 * platforms are heard in between.
 */
export function createRounds(perRound: number): Rounds {
  let begun = 0
  let isPlanned = false
  let waiting: (() => void)[] = []
  let next = 0

  function plan(): void {
    if (isPlanned) return
    isPlanned = true
    setImmediate(() => {
      isPlanned = false
      begun = 0
      for (; begun < perRound && next < waiting.length; next++) {
        begun++
        waiting[next]?.()
      }
      if (next === waiting.length) {
        waiting = []
        next = 0
      }
      if (begun > 0) plan()
    })
  }

  return {
    begin() {
      plan()
      if (begun < perRound && waiting.length === 0) {
        begun++
        return Promise.resolve()
      }
      return new Promise((resolve) => waiting.push(resolve))
    },
  }
}
