import { createWhatsAppCloudChannel } from '../../../src/channels/whatsapp-cloud/index.ts'
import { silentLogger } from '../../../src/ports/index.ts'
import { createMemoryStore } from '../../../src/store/memory/index.ts'
import { type ContentPlatform, contentContract, type Got } from '../content-contract.ts'
import { ACCESS, ANNA, signed } from './bench.ts'
import { one, SENT_AT, text } from './bodies.ts'
import { createGraphApi, type GraphCall } from './graph-api.ts'

contentContract('whatsapp-cloud', createPlatform, {
  'in:payload': 'a link fills in a text with the code, which the conversation reads',
})

async function createPlatform(): Promise<ContentPlatform> {
  const api = await createGraphApi()
  const channel = createWhatsAppCloudChannel({
    ...ACCESS,
    apiRoot: api.url,
    settings: createMemoryStore().settings,
    logger: silentLogger,
    clock: { now: () => SENT_AT },
  })
  return {
    channel,
    async sends(kind, words) {
      await channel.webhook(signed(JSON.stringify(body(kind, words))))
    },
    got: () => api.calls.flatMap(toGot),
    close: () => api.close(),
  }
}

function body(kind: string, words: string): unknown {
  const media = { id: '1', mime_type: 'x/y', sha256: 'z' }
  switch (kind) {
    case 'text':
    case 'command':
      return text(ANNA, words)
    case 'choice':
      return one(ANNA, 'interactive', { interactive: { button_reply: { id: 't:work' } } })
    case 'location':
      return one(ANNA, kind, { location: { latitude: 33.5, longitude: -7.6 } })
    case 'voice':
      return one(ANNA, 'audio', { audio: { ...media, voice: true } })
    case 'contact':
      return one(ANNA, 'contacts', { contacts: [{ name: {} }] })
    case 'edited':
      return one(ANNA, 'edit', { edit: { message: { text: { body: words } } } })
    case 'deleted':
      return one(ANNA, 'revoke', { revoke: {} })
    default:
      return one(ANNA, kind, { [kind]: { ...media, caption: words } })
  }
}

interface Payload {
  readonly type?: string
  readonly status?: string
  readonly text?: { readonly body: string }
  readonly image?: { readonly caption?: string }
  readonly document?: { readonly filename?: string }
  readonly location?: { readonly name?: string }
  readonly interactive?: {
    readonly body: { readonly text: string }
    readonly action: {
      readonly buttons?: readonly { readonly reply: { readonly title: string } }[]
    }
  }
}

function toGot({ path, payload }: GraphCall): readonly Got[] {
  if (path !== 'messages') return []
  const { type, status, interactive, ...parts } = payload as Payload
  if (status === 'read') return [{ as: 'typing' }]
  const words = interactive?.body.text ?? parts.text?.body ?? parts.location?.name
  const text = words ?? parts.image?.caption ?? parts.document?.filename
  const buttons = interactive?.action.buttons?.map(({ reply }) => reply.title)
  const as = type === 'interactive' ? 'text' : (type as Got['as'])
  return [
    { as, ...(text === undefined ? {} : { text }), ...(buttons === undefined ? {} : { buttons }) },
  ]
}
