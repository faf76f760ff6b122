import type { Ring } from './rings.ts'

/** A message as it stands in WhatsApp, with what is read of it here. */
export interface WireMessage {
  /** Unique in WhatsApp; holds no number. */
  readonly id: string
  /** Whom it is with: a person (`…@c.us`, `…@lid`), or a group, a status, a newsletter. */
  readonly chat: string
  readonly fromMe: boolean
  /** WhatsApp's word for what it is: `chat`, `ptt`, `image`, `location`… */
  readonly type: string
  /** The text, or the words under a picture. */
  readonly body: string
  /** ms since 1970. */
  readonly sentAt: number
  /** Sent to many at once by a list or as a status. */
  readonly toMany: boolean
  /** When it was last edited by who sent it, ms since 1970. */
  readonly editedAt?: number
  /** The album that this picture is part of. */
  readonly album?: string
  /** By what a sound is fetched, and how long it is. */
  readonly sound?: { readonly reference: string; readonly seconds?: number }
  readonly place?: { readonly latitude: number; readonly longitude: number }
}

/** One thing that WhatsApp sends as one message. */
export type Part =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'place'; readonly latitude: number; readonly longitude: number }
  | {
      readonly type: 'media'
      readonly as: 'image' | 'document' | 'voice' | 'audio'
      readonly bytes: Uint8Array
      readonly mimeType: string
      readonly fileName: string
      readonly caption: string
    }

/** Why one browser with one page came to its end. */
export type Ending =
  /** Closed, killed, or not to be started. */
  | 'browser'
  /** The phone threw it out: its session is worth nothing any more. */
  | 'unlinked'
  | 'conflict'
  | 'blocked'
  | 'version'
  | 'denied'
  | 'network'

/** What happens in the page. */
export type ClientEvent =
  /** A code to be scanned; replaces the one before. */
  | { readonly type: 'code'; readonly code: string }
  /** It is on its way to being ready. */
  | { readonly type: 'progress' }
  /** Messages come and go from here on; may come again after the page was loaded anew. */
  | { readonly type: 'ready' }
  /** WhatsApp's word for its connection: `CONNECTED`, `OPENING`, `TIMEOUT`… */
  | { readonly type: 'state'; readonly state: string }
  | { readonly type: 'message'; readonly message: WireMessage }
  | { readonly type: 'edited'; readonly message: WireMessage }
  | { readonly type: 'deleted'; readonly message: WireMessage }
  /** It came, but could not be decrypted. */
  | { readonly type: 'unreadable'; readonly message: WireMessage }
  /** Somebody rings; told several times for one call. */
  | ({ readonly type: 'call' } & Ring)
  /** Something in the page went wrong, in its own words. */
  | { readonly type: 'fault'; readonly text: string }
  | { readonly type: 'ended'; readonly reason: Ending }

/**
 * One browser with one page of WhatsApp, from its opening to its end; then another one is made.
 * What is asked of it rejects when the page cannot do it, and may hang with the page.
 */
export interface WhatsAppClient {
  /** Resolves when the page is there, not when it is ready; rejects when it never will be. */
  open(): Promise<void>
  /** Ends it, whatever state it is in. Never rejects. */
  close(): Promise<void>
  /** The own number, once it is ready. */
  account(): string | undefined
  state(): Promise<string | undefined>
  /** Sends it and waits until WhatsApp has it; the id of the message, none where no chat is found. */
  send(chat: string, part: Part): Promise<string | undefined>
  typing(chat: string): Promise<void>
  /** The sound of a message; `undefined` where WhatsApp has it no more. */
  sound(reference: string): Promise<Uint8Array | undefined>
  /** Marks all that came in this chat as read. */
  seen(chat: string): Promise<void>
  /** Chats with people in which something was said at or after `time` (ms since 1970). */
  chatsSince(time: number): Promise<readonly string[]>
  /** The last messages of a chat, oldest first. */
  history(
    chat: string,
    options: { readonly limit: number; readonly fromMe: boolean },
  ): Promise<readonly WireMessage[]>
}

/** Makes a client that has not been opened; its events go to `listener`. */
export type CreateClient = (listener: (event: ClientEvent) => void) => WhatsAppClient
