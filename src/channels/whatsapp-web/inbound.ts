import { type InboundContent, type InboundMessage, toAddress } from '../../core/index.ts'
import type { WireMessage } from './client.ts'

/** What happened to a message. */
export type Happened = 'message' | 'edited' | 'deleted' | 'unreadable'

/** Who writes in private: by number, or by the id that stands for one. WhatsApp itself is `0`. */
const PERSON = /^[1-9]\d*@(c\.us|lid)$/u

/** Whether a chat is with one person. */
export function isPerson(chat: string): boolean {
  return PERSON.test(chat)
}

/**
 * A message of WhatsApp as a core message; `undefined` for what is not a person's word to us: our
 * own, groups, statuses, what was sent to many at once, and WhatsApp's own notices.
 */
export function toInbound(
  happened: Happened,
  message: WireMessage,
  account: string,
): InboundMessage | undefined {
  if (message.fromMe || message.toMany || !isPerson(message.chat)) return undefined
  const read = READ[happened](message)
  if (read === undefined) return undefined
  return {
    deliveryId: `${account}:${read.id}`,
    address: toAddress({ channel: 'whatsapp-web', account, peer: message.chat }),
    channel: 'whatsapp-web',
    sentAt: read.sentAt ?? message.sentAt,
    content: read.content,
  }
}

interface Read {
  readonly id: string
  readonly content: InboundContent
  readonly sentAt?: number
}

const READ: Readonly<Record<Happened, (message: WireMessage) => Read | undefined>> = {
  message(message) {
    const content = contentOf(message)
    // The pictures of an album come one by one; they are one message, and get one answer.
    const id = message.album === undefined ? message.id : `album:${message.album}`
    return content === undefined ? undefined : { id, content }
  },
  edited({ id, body, editedAt }) {
    // A text that could not be decrypted at first changes, too: that is no edit.
    if (editedAt === undefined || body === '') return undefined
    return {
      id: `${id}:edited:${editedAt}`,
      content: { type: 'edited', text: body },
      sentAt: editedAt,
    }
  },
  deleted: ({ id }) => ({ id: `${id}:deleted`, content: { type: 'deleted' } }),
  unreadable: ({ id }) => ({
    id: `${id}:unreadable`,
    content: { type: 'unsupported', what: 'ciphertext' },
  }),
}

/** What else a person can send; all other types are notices (encryption, timer, call log…). */
const OTHER_TYPES = [
  'poll_creation',
  'event_creation',
  'scheduled_event_creation',
  'groups_v4_invite',
  'order',
  'product',
  'payment',
  'list',
  'list_response',
  'buttons_response',
  'template_button_reply',
  'interactive',
  'unknown',
]

function contentOf({ type, body, place, sound }: WireMessage): InboundContent | undefined {
  const caption = body === '' ? {} : { caption: body }
  switch (type) {
    case 'chat':
      return { type: 'text', text: body }
    case 'ptt':
    case 'audio':
    case 'ptv':
      return { type: 'voice', ...sound }
    case 'image':
    case 'video':
      return { type: 'image', ...caption }
    case 'document':
      return { type: 'document', ...caption }
    case 'sticker':
      return { type: 'sticker' }
    case 'vcard':
    case 'multi_vcard':
      return { type: 'contact' }
    case 'location':
      return place === undefined
        ? { type: 'unsupported', what: type }
        : { type: 'location', latitude: place.latitude, longitude: place.longitude }
    default:
      return OTHER_TYPES.includes(type) ? { type: 'unsupported', what: type } : undefined
  }
}
