import type { Update } from 'grammy/types'

/** What became of a batch of updates. */
export interface BatchOutcome {
  /** Asking from here on acknowledges what was kept, and brings back what was not. */
  readonly next: number
  /** Why the first that could not be kept was not; `undefined` where all were. */
  readonly failure: unknown
}

/** Takes updates in batches, each update once, however often the platform brings it. */
export interface Batches {
  take(updates: readonly Update[]): Promise<BatchOutcome>
}

/**
 * Creates the way in for batches: people side by side, each in their own order. Where one update
 * cannot be kept, the later ones of the same chat wait with it and those of others go on.
 */
export function createBatches(take: (update: Update) => Promise<void>): Batches {
  const kept = new Set<number>()
  return {
    async take(updates) {
      const chains = new Map<number | undefined, Promise<void>>()
      let failure: unknown
      let next = (updates.at(-1)?.update_id ?? -1) + 1
      const work = updates.filter(({ update_id: id }) => !kept.has(id))
      await Promise.all(
        work.map(async (update) => {
          const chat = chatOf(update)
          const mine = (chains.get(chat) ?? Promise.resolve()).then(() => take(update))
          chains.set(chat, mine)
          try {
            await mine
            kept.add(update.update_id)
          } catch (error) {
            failure ??= error
            next = Math.min(next, update.update_id)
          }
        }),
      )
      for (const id of kept) if (id < next) kept.delete(id)
      return { next, failure }
    },
  }
}

function chatOf({ message, edited_message: edited, callback_query: tap }: Update) {
  return (message ?? edited ?? tap?.message)?.chat?.id
}
