import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { assertNever, type Choice, type OutboundMessage } from '../../core/index.ts'
import { DalilError } from '../../errors.ts'
import { CHANNEL_LIMITS } from '../limits.ts'
import { byteLength, renderText, type TextMessage } from '../rendering/index.ts'

/** The body of one call, without whom it goes to. */
export type Payload = { readonly type: string } & Readonly<Record<string, unknown>>

/** A file that is uploaded before it is sent. */
export interface Upload {
  readonly as: 'image' | 'document' | 'audio'
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly mimeType: string
  readonly fileName: string
  readonly caption: string
}

/** One thing that the platform sends as one message. */
export type Part =
  | {
      readonly type: 'call'
      readonly payload: Payload
      /** What shows the same by itself, where this part alone has to be sent again. */
      readonly alone: OutboundMessage
    }
  | { readonly type: 'upload'; readonly upload: Upload }

/** What a message is written with. */
export interface OutboundWords {
  /** What opens a list, at most 20 characters. */
  readonly open: (direction: TextMessage['direction']) => string
}

/** Longest text of a message without buttons, in UTF-16 code units. */
const PLAIN_LENGTH = 4096
/** Longest text above buttons or a list, and under a picture. */
const BODY_LENGTH = 1024
const MOST_BUTTONS = 3
const BUTTON_LENGTH = 20
const ROW_LENGTH = 24
/** A row has a second line, which takes a label that its title cannot hold. */
const DESCRIPTION_LENGTH = 72
const DATA_BYTES = 200

/**
 * What is sent for a message, in order. WhatsApp has bold in the same stars as the neutral markup.
 *
 * @throws DalilError `channel:unreadable_media` when a sound cannot be read.
 */
export async function toParts(
  message: OutboundMessage,
  words: OutboundWords,
): Promise<readonly Part[]> {
  switch (message.type) {
    case 'text':
      return texts(message, words)
    case 'location': {
      const { latitude, longitude, title: name } = message
      const payload = { type: 'location', location: { latitude, longitude, name } }
      return [{ type: 'call', payload, alone: message }]
    }
    case 'image':
      return image(message.bytes, message.caption, words)
    case 'document': {
      const fileName = message.fileName.replace(/[\r\n"/\\]+/gu, ' ')
      const mimeType = /\.pdf$/iu.test(fileName) ? 'application/pdf' : 'text/plain'
      return [upload({ as: 'document', bytes: copy(message.bytes), mimeType, fileName })]
    }
    case 'audio':
      return [await sound(message.file)]
    default:
      return assertNever(message)
  }
}

function texts(message: TextMessage, words: OutboundWords): readonly Part[] {
  const { choices = [], ...rest } = message
  const isTapped = choices.length > 0 && (fitButtons(choices) || fitList(choices))
  const { parts } = renderText(isTapped ? { ...message, choices: [] } : message, {
    ...CHANNEL_LIMITS['whatsapp-cloud'],
    choices: 0,
    textLength: isTapped ? BODY_LENGTH : PLAIN_LENGTH,
  })
  return parts.map((part, index) => {
    const body = part.toWellFormed()
    if (isTapped && index === parts.length - 1) {
      const payload = tapped(body, message, words)
      return { type: 'call', payload, alone: { ...message, text: body } }
    }
    const payload = { type: 'text', text: { preview_url: false, body } }
    return { type: 'call', payload, alone: { ...rest, text: body } }
  })
}

function tapped(text: string, message: TextMessage, words: OutboundWords): Payload {
  const choices = message.choices ?? []
  const body = { text }
  if (fitButtons(choices)) {
    const buttons = choices.map(({ data: id, label: title }) => ({
      type: 'reply',
      reply: { id, title },
    }))
    return { type: 'interactive', interactive: { type: 'button', body, action: { buttons } } }
  }
  const button = words.open(message.direction)
  const action = { button, sections: [{ rows: choices.map(row) }] }
  return { type: 'interactive', interactive: { type: 'list', body, action } }
}

function row({ data: id, label }: Choice) {
  if (label.length <= ROW_LENGTH) return { id, title: label }
  const cut = label.slice(0, ROW_LENGTH - 1)
  const atWord = cut.includes(' ') ? cut.slice(0, cut.lastIndexOf(' ')) : cut
  return { id, title: `${atWord.toWellFormed()}…`, description: label }
}

/** The platform refuses two buttons of one title. */
function fitButtons(choices: readonly Choice[]): boolean {
  const titles = new Set(choices.map(({ label }) => label))
  const isDistinct = titles.size === choices.length
  return isDistinct && choices.length <= MOST_BUTTONS && areWithin(choices, BUTTON_LENGTH)
}

function fitList(choices: readonly Choice[]): boolean {
  const { choices: most } = CHANNEL_LIMITS['whatsapp-cloud']
  return choices.length <= most && areWithin(choices, DESCRIPTION_LENGTH)
}

function areWithin(choices: readonly Choice[], length: number): boolean {
  const ids = new Set(choices.map(({ data }) => data))
  return (
    ids.size === choices.length &&
    choices.every(({ data, label }) => {
      const isLabel = label.trim() !== '' && label.length <= length
      return isLabel && data !== '' && byteLength(data) <= DATA_BYTES
    })
  )
}

function image(bytes: Uint8Array, caption: string, words: OutboundWords): readonly Part[] {
  const isPng = bytes[0] === 0x89 && bytes[1] === 0x50
  const mimeType = isPng ? 'image/png' : 'image/jpeg'
  const fileName = isPng ? 'image.png' : 'image.jpg'
  const picture = { as: 'image' as const, bytes: copy(bytes), mimeType, fileName }
  if (caption.length <= BODY_LENGTH) return [upload({ ...picture, caption })]
  const under = texts({ type: 'text', text: caption, direction: 'ltr' }, words)
  return [upload(picture), ...under]
}

async function sound(file: string): Promise<Part> {
  const fileName = basename(file)
  const mimeType = /\.(ogg|oga|opus)$/iu.test(file) ? 'audio/ogg' : 'audio/mpeg'
  try {
    return upload({ as: 'audio', bytes: copy(await readFile(file)), mimeType, fileName })
  } catch (cause) {
    const message = `The audio file ${fileName} could not be read; check that it is there.`
    throw new DalilError('channel:unreadable_media', message, { cause })
  }
}

function upload(file: Omit<Upload, 'caption'> & { readonly caption?: string }): Part {
  return { type: 'upload', upload: { caption: '', ...file } }
}

function copy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes)
}
