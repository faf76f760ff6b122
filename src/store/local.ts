import type { Claims, Signal, SignalListener } from '../ports/index.ts'
import { createLines } from './lines.ts'

/** Claims of a store that one process has for itself: they are never lost. */
export function createLocalClaims(): Claims {
  const lines = createLines()
  return {
    async run(key, work, { ifFree = false } = {}) {
      if (ifFree && lines.isBusy(key)) return false
      await lines.run(key, () => work({ holds: () => true }))
      return true
    },
  }
}

/** Those who listen for signals in this process. */
export interface Listeners {
  add(listener: SignalListener): () => void
  tell(signal: Signal): void
}

/** Creates listeners, nobody yet. */
export function createListeners(): Listeners {
  const listeners = new Set<SignalListener>()
  return {
    add(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    tell(signal) {
      for (const listener of listeners) listener(signal)
    },
  }
}
