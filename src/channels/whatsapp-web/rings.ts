import { type InboundMessage, toAddress } from '../../core/index.ts'
import type { Clock } from '../../ports/index.ts'
import { isPerson } from './inbound.ts'

/** Somebody rings the number. */
export interface Ring {
  readonly id: string
  readonly chat: string
}

/** Who rings again and again is told once in this time, in ms. */
const ONE_ANSWER_MS = 10 * 60_000

/** People whose last ring is remembered. */
const MOST = 1000

/**
 * Reads rings as core messages; `undefined` for what gets no word: a group, and who rings again soon
 * after. WhatsApp tells of one call several times.
 */
export function createRings(
  clock: Clock,
): (ring: Ring, account: string) => InboundMessage | undefined {
  const told = new Map<string, number>()
  return ({ id, chat }, account) => {
    const now = clock.now()
    const last = told.get(chat) ?? Number.NEGATIVE_INFINITY
    if (!isPerson(chat) || now - last < ONE_ANSWER_MS) return undefined
    told.delete(chat)
    told.set(chat, now)
    const [oldest] = told.keys()
    if (told.size > MOST && oldest !== undefined) told.delete(oldest)
    return {
      deliveryId: `${account}:call:${id}`,
      address: toAddress({ channel: 'whatsapp-web', account, peer: chat }),
      channel: 'whatsapp-web',
      sentAt: now,
      content: { type: 'call' },
    }
  }
}
