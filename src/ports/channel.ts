import type { Address, ChannelName, InboundMessage, OutboundMessage } from '../core/index.ts'
import type { UndeliveredReason } from './store/index.ts'

/** What a channel can show; longer or more is split or numbered by the channel itself. */
export interface ChannelLimits {
  /** Longest text of one message, in UTF-16 code units. */
  readonly textLength: number
  /** Most buttons or rows of one message; 0 where choices are numbered lines of text. */
  readonly choices: number
  /** Longest label of a button, in UTF-16 code units. */
  readonly choiceLength: number
  /** Most bytes of UTF-8 that the data of a button may have; 64 where left out. */
  readonly dataBytes?: number
  readonly media: { readonly image: boolean; readonly document: boolean; readonly audio: boolean }
}

/** How a delivery to the platform ended. */
export type SendResult =
  | { readonly type: 'sent'; readonly platformId?: string }
  /** Try again; not before `retryAfterMs` where the platform said so. */
  | { readonly type: 'retry'; readonly reason: string; readonly retryAfterMs?: number }
  /** The channel itself holds it back (its pace, no connection): due again then, no attempt counted. */
  | { readonly type: 'held'; readonly reason: string; readonly forMs: number }
  /** Nobody is there now: kept until the person writes or {@link Channel.onReachable} names them. */
  | { readonly type: 'away' }
  /** The person blocked us or is gone: nothing more is sent to them. */
  | { readonly type: 'gone'; readonly reason: string }
  /** It will never go through; the staff are told `why` in their language, `refused` where left out. */
  | { readonly type: 'failed'; readonly reason: string; readonly why?: UndeliveredReason }

/**
 * Takes one delivery in. Resolves once it and all that follows from it are kept on disk: only then
 * may a channel acknowledge it to its platform. Rejects only when nothing could be kept.
 */
export type Receive = (message: InboundMessage) => Promise<void>

/** The state of a channel, for `npm start`, the staff page and the doctor. */
export type ChannelState =
  | { readonly type: 'off'; readonly hint: string }
  | { readonly type: 'starting'; readonly detail?: string }
  | { readonly type: 'on'; readonly detail?: string }
  | { readonly type: 'failing'; readonly reason: string; readonly hint: string }

/**
 * A way people reach Dalil. It speaks in core messages; it never learns what they mean.
 *
 * @example
 * await channel.start(dalil.receive)
 * await channel.send(address, { type: 'text', text: 'Bonjour', direction: 'ltr' }, 'out-1')
 */
export interface Channel {
  readonly name: ChannelName
  readonly limits: ChannelLimits
  /** Begins to take messages in. Never rejects for a reason that waiting may mend. */
  start(receive: Receive): Promise<void>
  /** Finishes what is in hand and stops. */
  stop(): Promise<void>
  state(): ChannelState
  /**
   * Under what people find it, once that is known: the user name of a bot, the digits of a phone
   * number. For links and posters.
   */
  publicName?(): string | undefined
  /**
   * Sends one message. `id` is the outbox id: sending the same id twice shows it once where the
   * platform allows that. Never rejects: what went wrong is the result.
   */
  send(address: Address, message: OutboundMessage, id: string): Promise<SendResult>
  /** Calls `listener` when somebody who was away can be reached again. */
  onReachable?(listener: (address: Address) => void): void
  /**
   * Fetches what a message of a person refers to, at most so many bytes; keeps nothing of it.
   *
   * @throws DalilError `channel:media_refused` where the platform does not give it, or it is larger.
   */
  fetchMedia?(reference: string, maxBytes: number): Promise<Uint8Array>
  /**
   * Shows "typing…" for some seconds; failures are ignored. Left out where there is nothing to call:
   * the page shows it by itself, WhatsApp by way of a phone types as part of sending, a terminal has
   * no such thing.
   */
  typing?(address: Address): Promise<void>
}
