import { createWebChatChannel } from '../../../src/channels/web-chat/index.ts'
import type { InboundContent, OutboundMessage } from '../../../src/core/index.ts'
import { systemClock } from '../../../src/ports/index.ts'
import { type ContentPlatform, contentContract, type Got } from '../content-contract.ts'

const NOTHING_TO_SEND = 'the page has nothing to send it with'

contentContract('web-chat', createPlatform, {
  'in:voice': NOTHING_TO_SEND,
  'in:image': NOTHING_TO_SEND,
  'in:document': NOTHING_TO_SEND,
  'in:sticker': NOTHING_TO_SEND,
  'in:contact': NOTHING_TO_SEND,
  'in:edited': 'what was sent from the page stays as it is',
  'in:deleted': 'what was sent from the page stays as it is',
  'out:long': 'the page scrolls; a long text stays whole',
  'out:image': 'the page stays light: a picture is shown by its caption',
  'out:document': 'the page stays light: a document is shown by its name',
  'out:typing': 'the page shows it by itself from the moment a message was taken',
})

function createPlatform(): ContentPlatform {
  const got: Got[] = []
  const channel = createWebChatChannel({ clock: systemClock })
  const close = channel.open('p', ({ id, message }) => {
    got.push(toGot(message))
    channel.acknowledge('p', [id])
  })
  let count = 0
  return {
    channel,
    sends: (kind, words) => channel.post('p', { id: `m${count++}`, content: content(kind, words) }),
    got: () => got,
    async close() {
      close()
    },
  }
}

function content(kind: string, text: string): InboundContent {
  if (kind === 'payload') return { type: 'start', payload: 'KAMILUZ' }
  if (kind === 'choice') return { type: 'choice', data: 't:work' }
  if (kind === 'location') return { type: 'location', latitude: 33.5, longitude: -7.6 }
  return { type: 'text', text }
}

function toGot(message: OutboundMessage): Got {
  if (message.type === 'location') return { as: 'location', text: message.title }
  if (message.type !== 'text') return { as: message.type }
  const { text, choices } = message
  const buttons = choices?.map(({ label }) => label)
  return { as: 'text', text, ...(buttons === undefined ? {} : { buttons }) }
}
