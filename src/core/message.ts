import type { Address, ChannelName } from './ids.ts'
import type { Direction, Locale } from './locale.ts'

/** What a person sent. Media are announced; a voice message is fetched only where somebody listens. */
export type InboundContent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'choice'; readonly data: string }
  | { readonly type: 'start'; readonly payload: string }
  | { readonly type: 'location'; readonly latitude: number; readonly longitude: number }
  | {
      readonly type: 'voice'
      /** By what its channel fetches it; left out where it cannot. */
      readonly reference?: string
      readonly seconds?: number
    }
  /** A voice message, as it was understood on this machine; never what a channel hands in. */
  | { readonly type: 'heard'; readonly text: string }
  | { readonly type: 'image'; readonly caption?: string }
  | { readonly type: 'sticker'; readonly emoji?: string }
  | { readonly type: 'contact' }
  /** They rang; nobody picks up here. */
  | { readonly type: 'call' }
  | { readonly type: 'document'; readonly caption?: string }
  | { readonly type: 'edited'; readonly text: string }
  | { readonly type: 'deleted' }
  | { readonly type: 'unsupported'; readonly what: string }

/** One delivery of a platform, as a channel hands it in. */
export interface InboundMessage {
  /** Unique for this delivery on this channel; the same delivery repeated carries the same id. */
  readonly deliveryId: string
  readonly address: Address
  readonly channel: ChannelName
  /** When the platform says it was written, ms since 1970; may lie in the past. */
  readonly sentAt: number
  /** The language of the person's app, where the platform tells. */
  readonly localeHint?: Locale
  readonly content: InboundContent
}

/** One thing to choose from. `data` comes back in an inbound `choice`. */
export interface Choice {
  /** At most 40 bytes of UTF-8 and without spaces, so that every channel can carry it. */
  readonly data: string
  readonly label: string
}

/** How a message that nobody waits for is opened where a platform wants a text that it approved. */
export type Opening =
  /** The approved text only asks for a word; the message follows that. */
  | { readonly for: 'announcement' }
  /** The approved text is all that is sent, in that language and with these values in it. */
  | { readonly for: 'partner'; readonly locale: Locale; readonly values: readonly string[] }

/**
 * What a person receives. `text` is neutral markup: `*bold*`, plain links, lines. Each channel
 * splits, formats and numbers it within its own limits.
 */
export type OutboundMessage =
  | {
      readonly type: 'text'
      readonly text: string
      readonly direction: Direction
      readonly choices?: readonly Choice[]
      /** Who speaks; the guide unless said otherwise. */
      readonly from?: 'guide' | 'team'
      /** Whether a page bears a neutral name from here on; as before where left out. */
      readonly neutral?: boolean
      /** Nothing but a list to choose from: where a platform can, the next one takes its place. */
      readonly menu?: true
      /** Somebody is in danger: it waits behind nothing, and for no limit that we set ourselves. */
      readonly urgent?: true
      /** What a page shows below the text: an address of ours, and what stands for it in words. */
      readonly picture?: { readonly src: string; readonly alt: string }
      /** Where a platform lets nobody write first: by which approved text this is opened. */
      readonly opening?: Opening
    }
  | {
      readonly type: 'location'
      readonly latitude: number
      readonly longitude: number
      readonly title: string
    }
  | { readonly type: 'image'; readonly bytes: Uint8Array; readonly caption: string }
  | { readonly type: 'document'; readonly bytes: Uint8Array; readonly fileName: string }
  | { readonly type: 'audio'; readonly file: string }

/** All text that a message shows, for transcripts, the terminal and the `ask` command. */
export function textOf(message: OutboundMessage): string {
  switch (message.type) {
    case 'text':
      return message.text
    case 'location':
      return message.title
    case 'image':
      return message.caption
    case 'document':
      return message.fileName
    case 'audio':
      return ''
    default:
      return assertNever(message)
  }
}

/** Ends a `switch` over a union: a new member breaks the build where it is not handled. */
export function assertNever(value: never): never {
  throw new TypeError(`Unexpected value: ${JSON.stringify(value)}`)
}
