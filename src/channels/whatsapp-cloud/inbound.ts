import { type InboundContent, type InboundMessage, toAddress } from '../../core/index.ts'
import type { WireMessage } from './wire.ts'

/** Our number at the platform. */
export interface Account {
  readonly phoneId: string
  /** Its digits; `undefined` as long as the platform has not told. */
  readonly digits: string | undefined
}

/**
 * A message of the platform as a core message; `undefined` for what is not a person's word to us:
 * our own, groups, reactions (nobody waits for an answer to a thumb), notices of the platform.
 */
export function toInbound(message: WireMessage, account: Account): InboundMessage | undefined {
  if (message.group_id !== undefined || message.from === account.digits) return undefined
  const content = contentOf(message)
  if (content === undefined) return undefined
  return {
    deliveryId: `${account.phoneId}:${message.id}`,
    address: toAddress({
      channel: 'whatsapp-cloud',
      account: account.phoneId,
      peer: message.from,
    }),
    channel: 'whatsapp-cloud',
    sentAt: message.timestamp * 1000,
    content,
  }
}

/** Notices that call for no answer. */
const SILENT = ['reaction', 'system', 'ephemeral']

function contentOf(message: WireMessage): InboundContent | undefined {
  const { type } = message
  switch (type) {
    case 'text':
      return message.text === undefined ? unknown(type) : { type, text: message.text.body }
    case 'interactive':
      return choiceOf(message) ?? unknown(type)
    case 'button':
      return buttonOf(message)
    case 'location':
      return message.location === undefined ? unknown(type) : { type, ...message.location }
    case 'audio':
    case 'voice':
      return message.audio === undefined
        ? { type: 'voice' }
        : { type: 'voice', reference: message.audio.id }
    case 'image':
    case 'video':
      return { type: 'image', ...captionOf(message[type]) }
    case 'document':
      return { type, ...captionOf(message.document) }
    case 'sticker':
      return { type }
    case 'contacts':
      return { type: 'contact' }
    case 'request_welcome':
      return { type: 'start', payload: '' }
    case 'edit':
      return editOf(message)
    case 'revoke':
      return { type: 'deleted' }
    default:
      return SILENT.includes(type) ? undefined : unknown(type)
  }
}

function unknown(what: string): InboundContent {
  return { type: 'unsupported', what: what.slice(0, 40) }
}

function choiceOf({ interactive }: WireMessage): InboundContent | undefined {
  const reply = interactive?.button_reply ?? interactive?.list_reply
  return reply === undefined ? undefined : { type: 'choice', data: reply.id }
}

/** The button under a template or an ad; without a payload of its own it says what stands on it. */
function buttonOf({ button, type }: WireMessage): InboundContent {
  const { payload, text } = button ?? {}
  if (payload !== undefined && payload !== text) return { type: 'choice', data: payload }
  return text === undefined ? unknown(type) : { type: 'text', text }
}

function editOf({ edit }: WireMessage): InboundContent | undefined {
  const text = edit?.message?.text?.body
  return text === undefined ? undefined : { type: 'edited', text }
}

function captionOf(media: { readonly caption?: string | undefined } | undefined) {
  return media?.caption === undefined ? {} : { caption: media.caption }
}
