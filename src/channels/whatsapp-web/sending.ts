import { type Address, type OutboundMessage, parseAddress } from '../../core/index.ts'
import type { Clock, SendResult } from '../../ports/index.ts'
import type { Part, WhatsAppClient } from './client.ts'
import type { Doubts } from './doubts.ts'
import { type Failure, failureOf, reasonOf } from './errors.ts'
import { isPerson } from './inbound.ts'
import { toParts } from './outbound.ts'
import type { Pace } from './pace.ts'
import type { Pauses } from './pauses.ts'

/** A connection through which messages can be sent at this moment. */
export interface Connection {
  readonly client: WhatsAppClient
  /** The number that people write to. */
  readonly account: string
}

/** What sending works with. */
export interface SendingOptions {
  /** `undefined` while there is none. */
  readonly connection: () => Connection | undefined
  readonly pace: Pace
  readonly doubts: Doubts
  readonly clock: Clock
  /** For its pace; ended when it stops. */
  readonly pauses: Pauses
  /** Told of every failure, so that a page that has had its day is noticed. */
  readonly onFailure: (failure: Failure) => void
}

/** How soon it is looked whether there is a connection again, in ms. */
const NO_CONNECTION_MS = 15_000
/** How long a stop waits for what the page has begun to send, in ms. */
const STOP_MS = 5000
/** Half-sent messages that are remembered; one more forgets the oldest. */
const MAX_REMEMBERED = 1000

/** Sends messages, each once. */
export interface Sending {
  send(address: Address, message: OutboundMessage, id: string): Promise<SendResult>
  /** Begins nothing more, and resolves when what the page has begun to send is sent. */
  stop(): Promise<void>
}

/**
 * Makes the sending of the channel: at the pace of a person, and never twice. A message of several
 * parts that was interrupted goes on where it stopped when the same id is sent again.
 */
export function createSending(options: SendingOptions): Sending {
  const { pace, doubts, clock, pauses } = options
  const sentParts = new Map<string, number>()
  const inHand = new Set<Promise<unknown>>()
  let stopped = false

  return {
    send,
    async stop() {
      stopped = true
      pauses.endAll()
      const longest = pauses.pause(STOP_MS)
      await Promise.race([Promise.allSettled(inHand), longest])
      pauses.endAll()
    },
  }

  async function send(address: Address, message: OutboundMessage, id: string): Promise<SendResult> {
    const to = parseAddress(address)
    if (to?.channel !== 'whatsapp-web' || !isPerson(to.peer)) {
      return { type: 'failed', reason: 'not the address of a person on WhatsApp' }
    }
    const { peer, account } = to
    const urgent = message.type === 'text' && message.urgent === true
    let parts: readonly Part[]
    try {
      parts = await toParts(message)
    } catch (error) {
      return { type: 'failed', reason: reasonOf(error) }
    }
    const line = options.connection()
    if (line === undefined || stopped) return notConnected()
    if (line.account !== account) {
      const reason = 'this person wrote to another number than the one in use'
      return { type: 'failed', reason, why: 'other-account' }
    }
    return guarded(async () => {
      let at = sentParts.get(id) ?? 0
      at += await doubts.countThere(line.client, peer, parts.slice(at))
      remember(id, at)
      let last: string | undefined
      for (const part of parts.slice(at)) {
        const result = await sendPart(line.client, peer, part, urgent)
        if (result.type !== 'sent') return result
        last = result.platformId
        remember(id, ++at)
      }
      sentParts.delete(id)
      return last === undefined ? { type: 'sent' } : { type: 'sent', platformId: last }
    })
  }

  async function sendPart(
    client: WhatsAppClient,
    peer: string,
    part: Part,
    urgent: boolean,
  ): Promise<SendResult> {
    const turn = pace.turn(lengthOf(part), urgent)
    if (turn.type === 'held') return turn
    await pauses.pause(turn.waitMs)
    if (isInUse(client)) await type(client, peer, turn.typingMs)
    // Meanwhile the browser may have gone, or everything is being stopped.
    if (!isInUse(client)) return notConnected()
    const startedAt = clock.now()
    try {
      const sent = await untilSent(client.send(peer, part))
      if (sent === undefined) return { type: 'failed', reason: 'WhatsApp does not know this chat' }
      doubts.settle(peer, sent)
      return { type: 'sent', platformId: sent }
    } catch (error) {
      if (failureOf(error) !== 'refused') doubts.raise(peer, startedAt)
      throw error
    }
  }

  function untilSent<T>(work: Promise<T>): Promise<T> {
    inHand.add(work)
    return work.finally(() => inHand.delete(work))
  }

  function isInUse(client: WhatsAppClient): boolean {
    return !stopped && options.connection()?.client === client
  }

  /** Whatever the page does, the result is a value. */
  async function guarded(work: () => Promise<SendResult>): Promise<SendResult> {
    try {
      return await work()
    } catch (error) {
      const failure = failureOf(error)
      options.onFailure(failure)
      return toResult(failure, error)
    }
  }

  async function type(client: WhatsAppClient, peer: string, ms: number): Promise<void> {
    if (ms === 0) return
    await client.typing(peer).catch(() => undefined)
    await pauses.pause(ms)
  }

  function remember(id: string, parts: number): void {
    sentParts.set(id, parts)
    const oldest = sentParts.keys().next().value
    if (sentParts.size > MAX_REMEMBERED && oldest !== undefined) sentParts.delete(oldest)
  }
}

function notConnected(): SendResult {
  const reason = 'WhatsApp is not connected'
  return { type: 'held', reason, forMs: NO_CONNECTION_MS }
}

function toResult(failure: Failure, error: unknown): SendResult {
  const reason = reasonOf(error)
  switch (failure) {
    case 'refused':
      return { type: 'failed', reason }
    case 'gone':
    case 'hanging':
    case 'network':
      return { type: 'held', reason, forMs: NO_CONNECTION_MS }
    case 'changed':
    case 'unknown':
      return { type: 'retry', reason }
  }
}

function lengthOf(part: Part): number {
  switch (part.type) {
    case 'text':
      return part.text.length
    case 'place':
      return 0
    case 'media':
      return part.caption.length
  }
}
