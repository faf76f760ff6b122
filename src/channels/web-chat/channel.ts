import {
  type Address,
  isLocale,
  type OutboundMessage,
  parseAddress,
  toAddress,
} from '../../core/index.ts'
import { DalilError } from '../../errors.ts'
import type {
  Channel,
  Clock,
  Receive,
  SendResult,
  WebChatEvent,
  WebChatGate,
} from '../../ports/index.ts'
import { CHANNEL_LIMITS } from '../limits.ts'

/** The page at `/`: a channel whose platform is Dalil's own web server. */
export interface WebChatChannel extends Channel, WebChatGate {}

/** What the web chat works with. */
export interface WebChatChannelConfig {
  readonly clock: Clock
  /** How long a page has to acknowledge a message before it counts as away, in ms. */
  readonly acknowledgeWithinMs?: number
}

/** A page on a 2G connection answers within seconds; a closed one never does. */
const ACKNOWLEDGE_WITHIN_MS = 15_000

type Listener = (event: WebChatEvent) => void

/** Creates the web chat. A message counts as sent when an open page has acknowledged it. */
export function createWebChatChannel(config: WebChatChannelConfig): WebChatChannel {
  const limit = config.acknowledgeWithinMs ?? ACKNOWLEDGE_WITHIN_MS
  const pages = new Map<string, Set<Listener>>()
  const waiting = new Map<string, (result: SendResult) => void>()
  let receive: Receive | undefined
  let reachable: (address: Address) => void = () => {}
  const addressOf = (peer: string) => toAddress({ channel: 'web-chat', account: 'web', peer })

  return {
    name: 'web-chat',
    limits: CHANNEL_LIMITS['web-chat'],
    addressOf,
    async start(handler) {
      receive = handler
    },
    async stop() {
      for (const done of waiting.values()) done({ type: 'away' })
      pages.clear()
    },
    state: () => ({ type: 'on' }),
    onReachable(listener) {
      reachable = listener
    },
    send: (address, message, id) => {
      const peer = parseAddress(address)?.peer ?? ''
      const listeners = pages.get(peer)
      if (listeners === undefined) return Promise.resolve({ type: 'away' })
      return deliver(peer, listeners, { id, message })
    },
    open(peer, listener) {
      const listeners = pages.get(peer) ?? new Set()
      pages.set(peer, listeners.add(listener))
      reachable(addressOf(peer))
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) pages.delete(peer)
      }
    },
    acknowledge(peer, ids) {
      for (const id of ids) waiting.get(keyOf(peer, id))?.({ type: 'sent' })
    },
    async post(peer, post) {
      if (receive === undefined) {
        throw new DalilError('channel:not_started', 'The web chat was used before it was started.')
      }
      const now = config.clock.now()
      await receive({
        deliveryId: `${peer}:${post.id}`,
        address: addressOf(peer),
        channel: 'web-chat',
        sentAt: now,
        content: post.content,
        ...(isLocale(post.locale) ? { localeHint: post.locale } : {}),
      })
    },
  }

  function deliver(
    peer: string,
    listeners: ReadonlySet<Listener>,
    event: { readonly id: string; readonly message: OutboundMessage },
  ): Promise<SendResult> {
    const key = keyOf(peer, event.id)
    return new Promise((resolve) => {
      const timer = setTimeout(() => finish({ type: 'away' }), limit)
      const finish = (outcome: SendResult) => {
        clearTimeout(timer)
        waiting.delete(key)
        resolve(outcome)
      }
      waiting.set(key, finish)
      for (const listener of listeners) listener(event)
    })
  }
}

function keyOf(peer: string, id: string): string {
  return `${peer} ${id}`
}
