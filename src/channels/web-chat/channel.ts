import { type Address, isLocale, parseAddress, toAddress } from '../../core/index.ts'
import { DalilError } from '../../errors.ts'
import type { Channel, Clock, Receive, WebChatGate } from '../../ports/index.ts'
import { CHANNEL_LIMITS } from '../limits.ts'
import { withoutMedia } from '../rendering/index.ts'
import { createDeliveries } from './deliveries.ts'

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

/** Creates the web chat. A message counts as sent when an open page has acknowledged it. */
export function createWebChatChannel(config: WebChatChannelConfig): WebChatChannel {
  const deliveries = createDeliveries(config.acknowledgeWithinMs ?? ACKNOWLEDGE_WITHIN_MS)
  const limits = CHANNEL_LIMITS['web-chat']
  let receive: Receive | undefined
  let reachable: (address: Address) => void = () => {}
  const addressOf = (peer: string) => toAddress({ channel: 'web-chat', account: 'web', peer })

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
      return await deliveries.deliver(parseAddress(address)?.peer ?? '', { id, message: shown })
    },
    open(peer, listener) {
      const close = deliveries.open(peer, listener)
      reachable(addressOf(peer))
      return close
    },
    acknowledge(peer, ids) {
      // What we gave up on was seen after all: what waits behind it can go on.
      if (deliveries.acknowledge(peer, ids).late) reachable(addressOf(peer))
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
