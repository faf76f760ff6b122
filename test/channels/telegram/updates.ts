import type { Message } from 'grammy/types'
import type { NewUpdate } from './bot-api.ts'

/** What a message may carry besides who wrote it. */
export type Extra = Readonly<Record<string, unknown>>

/** A text that a person wrote to the bot in private. */
export function text(from: number, words: string, extra: Extra = {}): NewUpdate {
  return message(from, { text: words, ...extra })
}

/** A message of any kind that a person sent to the bot in private. */
export function message(from: number, extra: Extra): NewUpdate {
  const sent = {
    message_id: 1,
    date: 1_700_000_000,
    from: { id: from, is_bot: false, first_name: 'P', language_code: 'fr' },
    chat: { id: from, type: 'private', first_name: 'P' },
    ...extra,
  }
  return { message: sent as unknown as Message } as NewUpdate
}

/** A tap on a button under a message of the bot. */
export function tap(from: number, data: string, messageId: number, extra: Extra = {}): NewUpdate {
  const query = {
    id: `q${messageId}`,
    chat_instance: 'c',
    from: { id: from, is_bot: false, first_name: 'P', language_code: 'fr' },
    message: { message_id: messageId, date: 0, chat: { id: from, type: 'private' } },
    data,
    ...extra,
  }
  return { callback_query: query } as unknown as NewUpdate
}

/** A message that somebody wrote in a group. */
export function groupText(words: string, extra: Extra = {}): NewUpdate {
  return text(7, words, { chat: { id: -500, type: 'supergroup', title: 'G' }, ...extra })
}
