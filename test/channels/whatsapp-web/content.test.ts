import type { WireMessage } from '../../../src/channels/whatsapp-web/client.ts'
import { type ContentPlatform, contentContract, type Got } from '../content-contract.ts'
import { until } from '../support/until.ts'
import { ANNA, createBench } from './bench.ts'

contentContract('whatsapp-web', createPlatform, {
  'in:payload': 'a link fills in a text with the code, which the conversation reads',
  'in:choice': 'WhatsApp has no buttons for such clients; choices are numbered lines',
  'out:typing': 'it types as a part of sending, at its own pace',
})

/** WhatsApp's words for what a person sends. */
const TYPES: Readonly<Record<string, string>> = {
  voice: 'ptt',
  contact: 'vcard',
}

function createPlatform(): ContentPlatform {
  const got: Got[] = []
  const { channel, whatsapp, time } = createBench()
  whatsapp.onSend = async (chat, part) => {
    switch (part.type) {
      case 'text':
        got.push({ as: 'text', text: part.text })
        break
      case 'place':
        got.push({ as: 'location' })
        break
      case 'media': {
        const text = part.as === 'document' ? part.fileName : part.caption
        const as = part.as === 'voice' ? 'audio' : part.as
        got.push({ as, ...(text === '' ? {} : { text }) })
      }
    }
    return whatsapp.keep({ chat, body: '', type: 'chat', fromMe: true, sentAt: time.now() })
  }
  return {
    channel,
    async sends(kind, words) {
      await until(() => whatsapp.opened() > 0, 'the page')
      if (kind === 'edited' || kind === 'deleted') {
        const base = { id: 'IN0', chat: ANNA, fromMe: false, toMany: false, type: 'chat' }
        const now = time.now()
        const message: WireMessage = { ...base, body: words, sentAt: now, editedAt: now }
        whatsapp.emit({ type: kind, message })
        return
      }
      const isText = kind === 'text' || kind === 'command'
      const place = kind === 'location' ? { place: { latitude: 33.5, longitude: -7.6 } } : {}
      whatsapp.says(ANNA, words, { type: isText ? 'chat' : (TYPES[kind] ?? kind), ...place })
    },
    got: () => got,
    async close() {},
  }
}
