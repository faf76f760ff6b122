import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Api, InlineKeyboard, InputFile } from 'grammy'
import { assertNever, type Choice, type OutboundMessage } from '../../core/index.ts'
import { DalilError } from '../../errors.ts'
import { CHANNEL_LIMITS } from '../limits.ts'
import { renderText, type TextMessage } from '../rendering/index.ts'
import { toHtml } from './html.ts'

/** One call to the platform; a message may take several, in order. */
export type Call = (api: Api, chat: string) => Promise<{ readonly message_id: number }>

/** Longest caption of a picture, in UTF-16 code units (core.telegram.org/bots/api#sendphoto). */
const CAPTION_LENGTH = 1024

/** The calls that show a message, in the order in which they are made. */
export function toCalls(message: OutboundMessage): readonly Call[] {
  switch (message.type) {
    case 'text':
      return textCalls(message)
    case 'location': {
      const { latitude, longitude, title } = message
      const pin: Call = (api, chat) => api.sendLocation(chat, latitude, longitude)
      return [...textCalls({ type: 'text', text: title, direction: 'ltr' }), pin]
    }
    case 'image':
      return imageCalls(message.bytes, message.caption)
    case 'document': {
      const { bytes } = message
      const fileName = message.fileName.replace(/[\r\n"]+/gu, ' ')
      return [(api, chat) => api.sendDocument(chat, new InputFile(bytes, fileName))]
    }
    case 'audio':
      return [(api, chat) => sendAudio(api, chat, message.file)]
    default:
      return assertNever(message)
  }
}

/** Puts a message in the place of one that is there; one call. */
export type Edit = (api: Api, chat: string, place: number) => Promise<unknown>

/** The call that puts a menu in the place of another; `undefined` for what is none, or too long. */
export function toEdit(message: OutboundMessage): Edit | undefined {
  if (message.type !== 'text' || message.menu !== true) return undefined
  const { parts, buttons } = renderText(message, CHANNEL_LIMITS.telegram)
  const [part] = parts
  if (part === undefined || parts.length > 1) return undefined
  return (api, chat, place) => api.editMessageText(chat, place, toHtml(part), asHtml(buttons))
}

/** One button a row: labels are sentences, and a small screen shows one a line. */
function toKeyboard(choices: readonly Choice[]): InlineKeyboard {
  const keyboard = new InlineKeyboard()
  for (const choice of choices) keyboard.text(choice.label.toWellFormed(), choice.data).row()
  return keyboard
}

function textCalls(message: TextMessage): readonly Call[] {
  const { parts, buttons } = renderText(message, CHANNEL_LIMITS.telegram)
  return parts.map((part, index) => {
    const isLast = index === parts.length - 1
    return (api, chat) => api.sendMessage(chat, toHtml(part), asHtml(isLast ? buttons : []))
  })
}

function asHtml(buttons: readonly Choice[]) {
  return {
    parse_mode: 'HTML' as const,
    link_preview_options: { is_disabled: true },
    ...(buttons.length > 0 ? { reply_markup: toKeyboard(buttons) } : {}),
  }
}

function imageCalls(bytes: Uint8Array, caption: string): readonly Call[] {
  const under = caption.length <= CAPTION_LENGTH
  const photo: Call = (api, chat) =>
    api.sendPhoto(chat, new InputFile(bytes, 'image.png'), {
      ...(under && caption !== '' ? { caption: toHtml(caption), parse_mode: 'HTML' as const } : {}),
    })
  return under ? [photo] : [photo, ...textCalls({ type: 'text', text: caption, direction: 'ltr' })]
}

/** OGG with Opus is played in the chat like a voice message; other sound has a player. */
async function sendAudio(api: Api, chat: string, file: string) {
  const input = new InputFile(await readAudio(file), basename(file))
  const isVoice = /\.(ogg|oga|opus)$/iu.test(file)
  return isVoice ? await api.sendVoice(chat, input) : await api.sendAudio(chat, input)
}

async function readAudio(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (cause) {
    const message = `The audio file ${basename(file)} could not be read; check that it is there.`
    throw new DalilError('channel:unreadable_media', message, { cause })
  }
}
