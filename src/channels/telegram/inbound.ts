import type { Update } from 'grammy/types'
import {
  type InboundContent,
  type InboundMessage,
  isLocale,
  type Locale,
  toAddress,
} from '../../core/index.ts'

/**
 * One Telegram update as a core message; `undefined` for what is not for us: groups that do not
 * address the bot, the bot's own messages, other bots, updates of kinds that no person writes.
 */
export function toInbound(update: Update, bot: string): InboundMessage | undefined {
  const { callback_query: tap } = update
  if (tap !== undefined) {
    if (tap.message?.chat.type !== 'private' || tap.from.is_bot) return undefined
    const content = { type: 'choice' as const, data: tap.data ?? '' }
    return toMessage(update, bot, tap.message.chat.id, Date.now(), tap.from.language_code, content)
  }
  const message = update.message ?? update.edited_message
  if (message === undefined || message.from === undefined || message.from.is_bot) return undefined
  if (message.chat.type !== 'private') return undefined
  const sentAt = message.date * 1000
  const content = update.edited_message === undefined ? contentOf(message) : editedContent(message)
  return toMessage(update, bot, message.chat.id, sentAt, message.from.language_code, content)
}

function toMessage(
  update: Update,
  bot: string,
  chat: number,
  sentAt: number,
  language: string | undefined,
  content: InboundContent,
): InboundMessage {
  const locale = localeOf(language)
  return {
    deliveryId: `${bot}:${update.update_id}`,
    address: toAddress({ channel: 'telegram', account: bot, peer: String(chat) }),
    channel: 'telegram',
    sentAt,
    content,
    ...(locale === undefined ? {} : { localeHint: locale }),
  }
}

/** `ar-MA` is Darija; other regions do not matter (IETF tags, as Telegram sends them). */
function localeOf(language: string | undefined): Locale | undefined {
  if (language === undefined) return undefined
  if (language.toLowerCase() === 'ar-ma' || language === 'ary') return 'ary'
  const base = language.split('-')[0]
  return isLocale(base) ? base : undefined
}

type Message = NonNullable<Update['message']>

function editedContent(message: Message): InboundContent {
  const text = message.text ?? message.caption
  return text === undefined ? contentOf(message) : { type: 'edited', text }
}

function contentOf(message: Message): InboundContent {
  if (message.text !== undefined) return textContent(message.text)
  if (message.location !== undefined) {
    const { latitude, longitude } = message.location
    return { type: 'location', latitude, longitude }
  }
  if (
    message.voice !== undefined ||
    message.audio !== undefined ||
    message.video_note !== undefined
  ) {
    return { type: 'voice' }
  }
  const caption = message.caption === undefined ? {} : { caption: message.caption }
  if (
    message.photo !== undefined ||
    message.video !== undefined ||
    message.animation !== undefined
  ) {
    return { type: 'image', ...caption }
  }
  if (message.sticker !== undefined) {
    const { emoji } = message.sticker
    return emoji === undefined ? { type: 'sticker' } : { type: 'sticker', emoji }
  }
  if (message.document !== undefined) return { type: 'document', ...caption }
  if (message.contact !== undefined) return { type: 'contact' }
  return { type: 'unsupported', what: 'telegram' }
}

/** `/start payload` comes from a link; every other command is read as the word it is. */
function textContent(text: string): InboundContent {
  const start = text.match(/^\/start(?:@\w+)?(?:\s+(\S+))?\s*$/u)
  if (start !== null) return { type: 'start', payload: start[1] ?? '' }
  return { type: 'text', text: text.replace(/^(\/\w+)@\w+/u, '$1') }
}
