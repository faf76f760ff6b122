import type { Update } from 'grammy/types'

/** Updates between being brought and being acknowledged: each is taken once, however often brought. */
export interface Batches {
  /** Those of a batch that are neither kept nor in hand. */
  fresh(updates: readonly Update[]): Update[]
  /**
   * Keeps one, in its turn: people side by side, each in their own order. Rejects where it could not
   * be kept, or one of the same chat before it; the platform brings both again.
   */
  keep(update: Update): Promise<void>
  /** Asking from here on acknowledges what was kept, and brings back what was not. */
  next(): number
}

/** Creates the way in for batches. */
export function createBatches(take: (update: Update) => Promise<void>): Batches {
  const kept = new Set<number>()
  const inHand = new Set<number>()
  const chains = new Map<number | undefined, Promise<void>>()
  let brought: readonly number[] = []
  let offset = 0

  return {
    fresh(updates) {
      brought = updates.map(({ update_id: id }) => id)
      return updates.filter(({ update_id: id }) => !kept.has(id) && !inHand.has(id))
    },
    async keep(update) {
      const { update_id: id } = update
      const chat = chatOf(update)
      const mine = (chains.get(chat) ?? Promise.resolve()).then(() => take(update))
      chains.set(chat, mine)
      inHand.add(id)
      try {
        await mine
        kept.add(id)
      } finally {
        inHand.delete(id)
        if (chains.get(chat) === mine) chains.delete(chat)
      }
    },
    next() {
      const last = brought.at(-1)
      if (last === undefined) return offset
      offset = Math.min(last + 1, ...brought.filter((id) => !kept.has(id)))
      for (const id of kept) if (id < offset) kept.delete(id)
      brought = brought.filter((id) => id >= offset)
      return offset
    },
  }
}

function chatOf({ message, edited_message: edited, callback_query: tap }: Update) {
  return (message ?? edited ?? tap?.message)?.chat?.id
}
