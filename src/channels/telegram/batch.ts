import type { Update } from 'grammy/types'

/** What became of a batch of updates. */
export interface BatchOutcome {
  /** Asking from here on acknowledges what was kept, and brings back what was not. */
  readonly next: number
  /** Why the first that could not be kept was not; `undefined` where none failed. */
  readonly failure: unknown
}

/** Takes updates in batches, each update once, however often the platform brings it. */
export interface Batches {
  take(updates: readonly Update[]): Promise<BatchOutcome>
}

/** A voice message that is listened to takes longer than this; others do not wait for it, in ms. */
const PATIENCE_MS = 1500

/**
 * Creates the way in for batches: people side by side, each in their own order. Where one update
 * cannot be kept, the later ones of the same chat wait with it and those of others go on. One that
 * takes long is not acknowledged yet: the platform brings it again, and it is still in hand.
 */
export function createBatches(
  take: (update: Update) => Promise<void>,
  patienceMs = PATIENCE_MS,
): Batches {
  const kept = new Set<number>()
  const inHand = new Map<number, Promise<void>>()
  const chains = new Map<number | undefined, Promise<void>>()
  let failure: unknown

  function begin(update: Update): Promise<void> {
    const { update_id: id } = update
    const chat = chatOf(update)
    const mine = (chains.get(chat) ?? Promise.resolve()).then(() => take(update))
    chains.set(chat, mine)
    const settled = mine
      .then(
        () => void kept.add(id),
        (error: unknown) => {
          failure ??= error
        },
      )
      .then(() => {
        inHand.delete(id)
        if (chains.get(chat) === mine) chains.delete(chat)
      })
    inHand.set(id, settled)
    return settled
  }

  return {
    async take(updates) {
      const work = updates.filter(({ update_id: id }) => !kept.has(id))
      const ended = work.map((update) => inHand.get(update.update_id) ?? begin(update))
      await within(patienceMs, Promise.all(ended))
      const unkept = work.map(({ update_id: id }) => id).filter((id) => !kept.has(id))
      const next = Math.min((updates.at(-1)?.update_id ?? -1) + 1, ...unkept)
      for (const id of kept) if (id < next) kept.delete(id)
      const outcome = { next, failure }
      failure = undefined
      return outcome
    },
  }
}

function within(ms: number, work: Promise<unknown>): Promise<unknown> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    void work.then(() => {
      clearTimeout(timer)
      resolve(undefined)
    })
  })
}

function chatOf({ message, edited_message: edited, callback_query: tap }: Update) {
  return (message ?? edited ?? tap?.message)?.chat?.id
}
