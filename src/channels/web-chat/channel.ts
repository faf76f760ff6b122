import {
  type Address,
  isLocale,
  type OutboundMessage,
  parseAddress,
  toAddress,
} from '../../core/index.ts'
import { DalilError } from '../../errors.ts'
import type { Channel, Clock, Receive, WebChatGate } from '../../ports/index.ts'
import { CHANNEL_LIMITS } from '../limits.ts'
import { withoutMedia } from '../rendering/index.ts'
import { createDeliveries } from './deliveries.ts'

/**
 * The page at `/`: a channel whose platform is Dalil's own web server. Where several processes serve
 * it, a message may be written by one, shown by another and acknowledged to a third.
 */
export interface WebChatChannel extends Channel, WebChatGate {
  /** Whether a page of this name is open here and listens. */
  isOpen(name: string): boolean
  /** The names of all open pages. */
  openPages(): readonly string[]
  /** A page of this name has shown these messages and said so to another process. */
  shownElsewhere(name: string, ids: readonly string[]): void
}

/** What the web chat works with. */
export interface WebChatChannelConfig {
  readonly clock: Clock
  /** How long a page has to acknowledge a message before it counts as away, in ms. */
  readonly acknowledgeWithinMs?: number
  /** The name of a page among processes: not its token, which opens it. */
  readonly nameOf?: (address: Address) => string
  /** Called when a page acknowledged what nobody waits for here. */
  readonly onShown?: (name: string, ids: readonly string[]) => void
}

/** A page on a 2G connection answers within seconds; a closed one never does. */
const ACKNOWLEDGE_WITHIN_MS = 15_000

/** Creates the web chat. A message counts as sent when an open page has acknowledged it. */
export function createWebChatChannel(config: WebChatChannelConfig): WebChatChannel {
  const deliveries = createDeliveries(config.acknowledgeWithinMs ?? ACKNOWLEDGE_WITHIN_MS)
  const limits = CHANNEL_LIMITS['web-chat']
  let receive: Receive | undefined
  let reachable: (address: Address) => void = () => {}
  const addressOf = (peer: string) => toAddress({ channel: 'web-chat', account: 'web', peer })
  const nameOf = (peer: string) => config.nameOf?.(addressOf(peer)) ?? addressOf(peer)
  /** The tokens of the pages that are open, by name. */
  const named = new Map<string, string>()
  const remember = (peer: string) => {
    if (deliveries.isThere(peer)) named.set(nameOf(peer), peer)
    else named.delete(nameOf(peer))
  }

  return {
    name: 'web-chat',
    limits,
    addressOf,
    async start(handler) {
      receive = handler
    },
    async stop() {
      receive = undefined
      deliveries.stop()
    },
    state: () => ({ type: 'on' }),
    onReachable(listener) {
      reachable = listener
    },
    async send(address, message, id) {
      const shown = withoutMedia(message, limits)
      if (shown === undefined) return { type: 'sent' }
      const event = { id, message: forPage(shown) }
      return await deliveries.deliver(parseAddress(address)?.peer ?? '', event)
    },
    open(peer, listener) {
      const close = deliveries.open(peer, listener)
      remember(peer)
      reachable(addressOf(peer))
      return () => {
        close()
        remember(peer)
      }
    },
    acknowledge(peer, ids) {
      const unknown = deliveries.acknowledge(peer, ids)
      remember(peer)
      if (unknown.length === 0) return
      config.onShown?.(nameOf(peer), unknown)
      // What we gave up on was seen after all: what waits behind it can go on.
      if (deliveries.isThere(peer)) reachable(addressOf(peer))
    },
    isOpen(name) {
      const peer = named.get(name)
      return peer !== undefined && deliveries.isThere(peer)
    },
    openPages: () =>
      [...named].filter(([, peer]) => deliveries.isThere(peer)).map(([name]) => name),
    shownElsewhere(name, ids) {
      const peer = named.get(name)
      if (peer !== undefined) deliveries.acknowledge(peer, ids)
    },
    async post(peer, post) {
      if (receive === undefined) {
        throw new DalilError('channel:not_started', 'A page wrote while Dalil was not running.')
      }
      await receive({
        deliveryId: `${peer}:${post.id}`,
        address: addressOf(peer),
        channel: 'web-chat',
        sentAt: config.clock.now(),
        content: post.content,
        ...(isLocale(post.locale) ? { localeHint: post.locale } : {}),
      })
    },
  }
}

/** Of the place of a recording, a page learns what it needs to ask for it: its language and name. */
function forPage(message: OutboundMessage): OutboundMessage {
  if (message.type !== 'audio') return message
  return { ...message, file: message.file.split(/[/\\]/u).slice(-2).join('/') }
}
