import type { Api } from 'grammy'
import type { Message, Update } from 'grammy/types'
import { isolateFor, type Locale } from '../../core/index.ts'
import type { Clock, Texts } from '../../ports/index.ts'
import { localeOf } from './inbound.ts'

/** Who the bot is in a group. */
export interface BotName {
  readonly id: string
  /** Without the `@`. */
  readonly username: string
}

/** One invitation a group in this time, in ms: nobody makes the bot flood a group. */
const ONE_INVITATION_MS = 10 * 60_000

/** Groups whose last invitation is remembered. */
const MAX_GROUPS = 1000

/** The message of a group that speaks to the bot: a reply to it, its @name, a command with its name. */
export function addressedIn(update: Update, bot: BotName): Message | undefined {
  const { message } = update
  if (message?.from === undefined || message.from.is_bot) return undefined
  if (message.chat.type !== 'group' && message.chat.type !== 'supergroup') return undefined
  if (String(message.reply_to_message?.from?.id) === bot.id) return message
  const text = message.text ?? message.caption ?? ''
  const entities = message.entities ?? message.caption_entities ?? []
  const name = `@${bot.username.toLowerCase()}`
  const isNamed = entities.some((entity) => {
    const words = text.slice(entity.offset, entity.offset + entity.length).toLowerCase()
    if (entity.type === 'mention') return words === name
    if (entity.type === 'bot_command') return words.endsWith(name)
    return entity.type === 'text_mention' && String(entity.user.id) === bot.id
  })
  return isNamed ? message : undefined
}

/** What inviting works with. */
export interface InvitingOptions {
  readonly api: Api
  readonly texts: () => Texts
  readonly defaultLocale: Locale
  readonly clock: Clock
}

/**
 * Makes the one answer that a group gets: an invitation to write in private. What was asked is never
 * answered, quoted or replied to where others read along, and nobody's name is used.
 */
export function createInviting(
  options: InvitingOptions,
): (message: Message, bot: BotName) => Promise<void> {
  const { api, texts, defaultLocale, clock } = options
  const invited = new Map<number, number>()

  return async ({ chat, from, message_thread_id: topic }, bot) => {
    const now = clock.now()
    if (now - (invited.get(chat.id) ?? Number.NEGATIVE_INFINITY) < ONE_INVITATION_MS) return
    invited.delete(chat.id)
    invited.set(chat.id, now)
    const oldest = invited.keys().next().value
    if (invited.size > MAX_GROUPS && oldest !== undefined) invited.delete(oldest)
    const link = `https://t.me/${bot.username}`
    const locale = localeOf(from?.language_code) ?? defaultLocale
    const text = isolateFor(texts().text(locale, 'telegram:group', { link }), locale)
    await api.sendMessage(chat.id, text, {
      link_preview_options: { is_disabled: true },
      disable_notification: true,
      ...(topic === undefined ? {} : { message_thread_id: topic }),
    })
  }
}
