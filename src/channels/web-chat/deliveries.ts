import type { SendResult, WebChatEvent } from '../../ports/index.ts'

/** Shows an event on a page. */
export type Listener = (event: WebChatEvent) => void

/** What is on its way to open pages and not acknowledged yet. */
export interface Deliveries {
  /** Shows an event on every open page of a peer; resolves when one acknowledged it, or nobody did. */
  deliver(peer: string, event: WebChatEvent): Promise<SendResult>
  /** A page is there: what is on its way is shown to it, too. Returns the end of its listening. */
  open(peer: string, listener: Listener): () => void
  /** The ids that nobody waits for here: we gave up on them, or another process sent them. */
  acknowledge(peer: string, ids: readonly string[]): readonly string[]
  /** Whether a page is there that does not leave what it is shown unacknowledged. */
  isThere(peer: string): boolean
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
  const silent = new Set<string>()

  return {
    deliver(peer, event) {
      if (pages.get(peer) === undefined) return Promise.resolve({ type: 'away' })
      return new Promise((resolve) => {
        const show = () => {
          for (const listener of pages.get(peer) ?? []) listener(event)
        }
        const again = setInterval(show, limit / SHOWN)
        const timer = setTimeout(() => {
          silent.add(peer)
          finish({ type: 'away' })
        }, limit)
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
      silent.delete(peer)
      for (const { event } of waiting.get(peer)?.values() ?? []) listener(event)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0 || pages.get(peer) !== listeners) return
        pages.delete(peer)
        silent.delete(peer)
      }
    },
    acknowledge(peer, ids) {
      silent.delete(peer)
      return ids.filter((id) => {
        const found = waiting.get(peer)?.get(id)
        found?.finish({ type: 'sent' })
        return found === undefined
      })
    },
    isThere: (peer) => pages.has(peer) && !silent.has(peer),
    stop() {
      const all = [...waiting.values()].flatMap((events) => [...events.values()])
      for (const { finish } of all) finish({ type: 'away' })
      pages.clear()
    },
  }
}
