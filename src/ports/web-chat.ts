import type { Address, InboundContent, OutboundMessage } from '../core/index.ts'

/** A message on its way to an open page, with the id that the page acknowledges. */
export interface WebChatEvent {
  readonly id: string
  readonly message: OutboundMessage
}

/** The part of the web chat channel that the web application drives. */
export interface WebChatGate {
  /**
   * A page is there and listens. What waits for it is sent again until acknowledged; the returned
   * function ends the listening.
   */
  open(peer: string, listener: (event: WebChatEvent) => void): () => void
  /** The page has shown these messages. */
  acknowledge(peer: string, ids: readonly string[]): void
  /** Takes a message in; resolves once it is kept. `id` is the page's own id of it. */
  post(peer: string, message: WebChatPost): Promise<void>
  addressOf(peer: string): Address
}

/** What a page sends. */
export interface WebChatPost {
  readonly id: string
  readonly content: InboundContent
  readonly locale?: string
}
