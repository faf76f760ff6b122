import type { CallbackQuery, Message, Update } from 'grammy/types'
import {
  type InboundContent,
  type InboundMessage,
  isLocale,
  type Locale,
  toAddress,
} from '../../core/index.ts'

/** The kinds of updates that are asked for. */
export const UPDATE_KINDS = ['message', 'edited_message', 'callback_query'] as const

/** Longest payload of a link (core.telegram.org/bots/features#deep-linking). */
const MAX_PAYLOAD = 64

/** What a message is read with. */
export interface InboundContext {
  /** The id of the bot, which is the account in addresses. */
  readonly account: string
  /** ms since 1970; a tap carries no time of its own. */
  readonly now: number
}

/**
 * One Telegram update as a core message; `undefined` for what is not a person's word to us: groups,
 * other bots and the bot's own messages, notices of the platform, updates of unknown kinds.
 */
export function toInbound(update: Update, context: InboundContext): InboundMessage | undefined {
  const tap = update.callback_query
  if (tap !== undefined) return fromTap(update, tap, context)
  const message = update.message ?? update.edited_message
  if (message?.from === undefined || message.from.is_bot) return undefined
  if (message.chat.type !== 'private') return undefined
  const edited = update.edited_message
  const content = edited === undefined ? contentOf(message) : editedContent(edited)
  if (content === undefined) return undefined
  return {
    deliveryId: deliveryIdOf(update, message, context),
    address: toAddress({
      channel: 'telegram',
      account: context.account,
      peer: String(message.chat.id),
    }),
    channel: 'telegram',
    sentAt: (edited?.edit_date ?? message.date) * 1000,
    content,
    ...hintOf(message.from.language_code),
  }
}

/** `ar-MA` is Darija; other regions do not matter (IETF tags, as Telegram sends them). */
export function localeOf(language: string | undefined): Locale | undefined {
  const tag = language?.toLowerCase()
  if (tag === 'ar-ma') return 'ary'
  const base = tag?.split('-')[0]
  return isLocale(base) ? base : undefined
}

function fromTap(
  update: Update,
  tap: CallbackQuery,
  context: InboundContext,
): InboundMessage | undefined {
  const chat = tap.message?.chat
  if (chat?.type !== 'private' || tap.from.is_bot) return undefined
  return {
    deliveryId: `${context.account}:${update.update_id}`,
    address: toAddress({ channel: 'telegram', account: context.account, peer: String(chat.id) }),
    channel: 'telegram',
    sentAt: context.now,
    content: { type: 'choice', data: tap.data ?? '' },
    ...hintOf(tap.from.language_code),
  }
}

/** The pictures of an album come one by one; they are one message, and get one answer. */
function deliveryIdOf(update: Update, message: Message, { account }: InboundContext): string {
  const album = update.edited_message === undefined ? message.media_group_id : undefined
  return album === undefined ? `${account}:${update.update_id}` : `${account}:album:${album}`
}

function hintOf(language: string | undefined): { readonly localeHint?: Locale } {
  const locale = localeOf(language)
  return locale === undefined ? {} : { localeHint: locale }
}

function editedContent(message: Message): InboundContent | undefined {
  const text = message.text ?? message.caption
  return text === undefined ? undefined : { type: 'edited', text }
}

function contentOf(message: Message): InboundContent | undefined {
  if (message.text !== undefined) return textContent(message.text)
  if (message.location !== undefined) {
    const { latitude, longitude } = message.location
    return { type: 'location', latitude, longitude }
  }
  const voice = voiceContent(message)
  if (voice !== undefined) return voice
  const caption = message.caption === undefined ? {} : { caption: message.caption }
  if (message.photo ?? message.video ?? message.animation) return { type: 'image', ...caption }
  if (message.sticker !== undefined) {
    const { emoji } = message.sticker
    return emoji === undefined ? { type: 'sticker' } : { type: 'sticker', emoji }
  }
  if (message.document !== undefined) return { type: 'document', ...caption }
  if (message.contact !== undefined) return { type: 'contact' }
  const what = OTHER_KINDS.find((kind) => message[kind] !== undefined)
  return what === undefined ? undefined : { type: 'unsupported', what }
}

/** Sounds of other formats than that of voice messages are known as such, but never fetched. */
function voiceContent({ voice, audio, video_note: round }: Message): InboundContent | undefined {
  const isOgg = audio?.mime_type === 'audio/ogg'
  const sound = voice ?? (isOgg ? audio : undefined)
  if (sound?.file_id === undefined) {
    return (voice ?? audio ?? round) === undefined ? undefined : { type: 'voice' }
  }
  return { type: 'voice', reference: sound.file_id, seconds: sound.duration }
}

/** What else a person can send; all other fields are notices (pinned, timer changed…). */
const OTHER_KINDS = [
  'poll',
  'dice',
  'game',
  'story',
  'paid_media',
  'checklist',
  'invoice',
] as const satisfies readonly (keyof Message)[]

/** `/start payload` comes from a link; every other command is read as the word it is. */
function textContent(text: string): InboundContent {
  const start = text.match(/^\/start(?:@\w+)?(?:\s+(\S+))?\s*$/u)
  if (start !== null) return { type: 'start', payload: (start[1] ?? '').slice(0, MAX_PAYLOAD) }
  return { type: 'text', text: text.replace(/^(\/\w+)@\w+/u, '$1') }
}
