/** Something that happens at a moment. */
export interface Act {
  /** ms since 1970. */
  readonly at: number
  readonly run: () => Promise<void>
}

/** What is to happen, the soonest first; of the same moment what was added first. */
export interface Agenda {
  add(act: Act): void
  /** Takes the soonest out, or `undefined` where nothing is left. */
  take(): Act | undefined
}

interface Entry extends Act {
  readonly number: number
}

/** An agenda as a binary heap: a year has hundreds of thousands of acts. */
export function createAgenda(): Agenda {
  const heap: Entry[] = []
  let number = 0
  const isBefore = (a: Entry, b: Entry) => a.at < b.at || (a.at === b.at && a.number < b.number)
  const swap = (a: number, b: number) => {
    const [first, second] = [heap[a], heap[b]]
    if (first === undefined || second === undefined) return
    heap[a] = second
    heap[b] = first
  }
  const isOrdered = (above: number, below: number) => {
    const [first, second] = [heap[above], heap[below]]
    return first === undefined || second === undefined || isBefore(first, second)
  }
  return {
    add({ at, run }) {
      heap.push({ at, run, number })
      number += 1
      for (let here = heap.length - 1; here > 0; ) {
        const above = (here - 1) >> 1
        if (isOrdered(above, here)) return
        swap(above, here)
        here = above
      }
    },
    take() {
      swap(0, heap.length - 1)
      const first = heap.pop()
      for (let here = 0; ; ) {
        const left = 2 * here + 1
        const least = isOrdered(left, left + 1) ? left : left + 1
        if (isOrdered(here, least)) return first
        swap(here, least)
        here = least
      }
    },
  }
}
