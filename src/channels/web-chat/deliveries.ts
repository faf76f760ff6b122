import type { SendResult, WebChatEvent } from '../../ports/index.ts'

/** Shows an event on a page. */
export type Listener = (event: WebChatEvent) => void

/** What is on its way to open pages and not acknowledged yet. */
export interface Deliveries {
  /** Shows an event on every open page of a peer; resolves when one acknowledged it, or nobody did. */
  deliver(peer: string, event: WebChatEvent): Promise<SendResult>
  /** A page is there: what is on its way is shown to it, too. Returns the end of its listening. */
  open(peer: string, listener: Listener): () => void
  /** Whether these ids were on their way; a late acknowledgement comes after we gave up. */
  acknowledge(peer: string, ids: readonly string[]): { readonly late: boolean }
  /** Nobody is waited for any more. */
  stop(): void
}

interface Waiting {
  readonly event: WebChatEvent
  readonly finish: (result: SendResult) => void
}

/** An acknowledgement may get lost: an event is shown so often before its page counts as away. */
const SHOWN = 3

/** Creates the deliveries of the web chat; a page has `limit` ms to acknowledge. */
export function createDeliveries(limit: number): Deliveries {
  const pages = new Map<string, Set<Listener>>()
  const waiting = new Map<string, Map<string, Waiting>>()

  return {
    deliver(peer, event) {
      if (pages.get(peer) === undefined) return Promise.resolve({ type: 'away' })
      return new Promise((resolve) => {
        const show = () => {
          for (const listener of pages.get(peer) ?? []) listener(event)
        }
        const again = setInterval(show, limit / SHOWN)
        const timer = setTimeout(() => finish({ type: 'away' }), limit)
        const finish = (result: SendResult) => {
          clearInterval(again)
          clearTimeout(timer)
          waiting.get(peer)?.delete(event.id)
          if (waiting.get(peer)?.size === 0) waiting.delete(peer)
          resolve(result)
        }
        const events = waiting.get(peer) ?? new Map<string, Waiting>()
        waiting.set(peer, events.set(event.id, { event, finish }))
        show()
      })
    },
    open(peer, listener) {
      const listeners = pages.get(peer) ?? new Set()
      pages.set(peer, listeners.add(listener))
      for (const { event } of waiting.get(peer)?.values() ?? []) listener(event)
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0 && pages.get(peer) === listeners) pages.delete(peer)
      }
    },
    acknowledge(peer, ids) {
      let late = false
      for (const id of ids) {
        const found = waiting.get(peer)?.get(id)
        if (found === undefined) late = true
        else found.finish({ type: 'sent' })
      }
      return { late }
    },
    stop() {
      const all = [...waiting.values()].flatMap((events) => [...events.values()])
      for (const { finish } of all) finish({ type: 'away' })
      pages.clear()
    },
  }
}
