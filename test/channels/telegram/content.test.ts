import { createTelegramChannel } from '../../../src/channels/telegram/index.ts'
import { silentLogger, type Texts } from '../../../src/ports/index.ts'
import { type ContentPlatform, contentContract, type Got } from '../content-contract.ts'
import { type BotCall, createBotApi, type NewUpdate } from './bot-api.ts'
import { message, tap, text } from './updates.ts'

const NO_TEXTS: Texts = { text: (_locale, key) => key, list: () => [], has: () => false }

contentContract('telegram', createPlatform, {
  'in:deleted': 'Telegram tells no bot that a message was deleted',
})

/** The calls that show something, by what they show. */
const SHOWS: Readonly<Record<string, Got['as']>> = {
  sendMessage: 'text',
  sendLocation: 'location',
  sendPhoto: 'image',
  sendDocument: 'document',
  sendVoice: 'audio',
  sendAudio: 'audio',
  sendChatAction: 'typing',
}

async function createPlatform(): Promise<ContentPlatform> {
  const api = await createBotApi()
  const channel = createTelegramChannel({
    token: api.token,
    apiRoot: api.url,
    texts: () => NO_TEXTS,
    logger: silentLogger,
    sleep: () => Promise.resolve(),
  })
  return {
    channel,
    sends: (kind, words) => void api.deliver(update(kind, words)),
    got: () => api.calls.flatMap(toGot),
    close: () => api.close(),
  }
}

function update(kind: string, words: string): NewUpdate {
  switch (kind) {
    case 'text':
    case 'command':
      return text(1, words)
    case 'payload':
      return text(1, '/start KAMILUZ')
    case 'choice':
      return tap(1, 't:work', 1)
    case 'location':
      return message(1, { location: { latitude: 33.5, longitude: -7.6 } })
    case 'image':
      return message(1, { photo: [{}], caption: words })
    case 'edited': {
      const { message: edited } = text(1, words, { edit_date: 1_700_000_100 })
      return { edited_message: edited } as NewUpdate
    }
    default:
      return message(1, { [kind]: {} })
  }
}

function toGot({ method, payload, files }: BotCall): readonly Got[] {
  const as = SHOWS[method]
  if (as === undefined) return []
  const words = payload.text ?? payload.caption ?? (as === 'document' ? files.document?.name : '')
  const text = String(words ?? Object.values(files)[0]?.name ?? '')
  const markup = payload.reply_markup as { inline_keyboard: { text: string }[][] } | undefined
  const buttons = markup?.inline_keyboard.flat().map((button) => button.text)
  return [{ as, ...(text === '' ? {} : { text }), ...(buttons === undefined ? {} : { buttons }) }]
}
