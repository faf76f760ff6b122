import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { assertNever, type OutboundMessage } from '../../core/index.ts'
import { DalilError } from '../../errors.ts'
import { CHANNEL_LIMITS } from '../limits.ts'
import { renderText, type TextMessage } from '../rendering/index.ts'
import type { Part } from './client.ts'

/** Longest text under a picture, in UTF-16 code units. */
const CAPTION_LENGTH = 1024

/**
 * What is sent for a message, in order. WhatsApp has bold in the same stars as the neutral markup,
 * makes links of links, and shows choices to such clients in no other way than as numbered lines.
 *
 * @throws DalilError `channel:unreadable_media` when a sound cannot be read.
 */
export async function toParts(message: OutboundMessage): Promise<readonly Part[]> {
  switch (message.type) {
    case 'text':
      return texts(message)
    case 'location': {
      const { latitude, longitude, title } = message
      return [...plain(title), { type: 'place', latitude, longitude }]
    }
    case 'image':
      return image(message.bytes, message.caption)
    case 'document': {
      const { bytes } = message
      const fileName = message.fileName.replace(/[\r\n"/\\]+/gu, ' ')
      const mimeType = /\.pdf$/iu.test(fileName) ? 'application/pdf' : 'application/octet-stream'
      return [{ type: 'media', as: 'document', bytes, mimeType, fileName, caption: '' }]
    }
    case 'audio':
      return [await sound(message.file)]
    default:
      return assertNever(message)
  }
}

function texts(message: TextMessage): readonly Part[] {
  const { parts } = renderText(message, CHANNEL_LIMITS['whatsapp-web'])
  return parts.map((text) => ({ type: 'text', text: text.toWellFormed() }))
}

function plain(text: string): readonly Part[] {
  return texts({ type: 'text', text, direction: 'ltr' })
}

function image(bytes: Uint8Array, caption: string): readonly Part[] {
  const isPng = bytes[0] === 0x89 && bytes[1] === 0x50
  const mimeType = isPng ? 'image/png' : 'image/jpeg'
  const fileName = isPng ? 'image.png' : 'image.jpg'
  const base = { type: 'media' as const, as: 'image' as const, bytes, mimeType, fileName }
  if (caption.length <= CAPTION_LENGTH) return [{ ...base, caption }]
  return [{ ...base, caption: '' }, ...plain(caption)]
}

/** OGG with Opus is played in the chat like a voice message; other sound has a player. */
async function sound(file: string): Promise<Part> {
  const fileName = basename(file)
  const isVoice = /\.(ogg|oga|opus)$/iu.test(file)
  const bytes = await readSound(file)
  const mimeType = isVoice ? 'audio/ogg; codecs=opus' : 'audio/mpeg'
  return { type: 'media', as: isVoice ? 'voice' : 'audio', bytes, mimeType, fileName, caption: '' }
}

async function readSound(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (cause) {
    const message = `The audio file ${basename(file)} could not be read; check that it is there.`
    throw new DalilError('channel:unreadable_media', message, { cause })
  }
}
