import type {
  ClientEvent,
  CreateClient,
  Part,
  WhatsAppClient,
  WireMessage,
} from '../../../src/channels/whatsapp-web/client.ts'

/** WhatsApp and its page, without a browser: what `CreateClient` can be told by them. */
export interface FakeWhatsApp {
  readonly createClient: CreateClient
  /** How often a page was opened, and how many are open. */
  readonly opened: () => number
  readonly open: () => number
  /** Whether a page that is opened finds a phone that knows it. */
  linked: boolean
  /** Replaces what a page does when it is opened; `undefined` for what it does by itself. */
  onOpen: ((send: (event: ClientEvent) => void) => Promise<void>) | undefined
  /** Replaces the sending of the page. */
  onSend: ((chat: string, part: Part) => Promise<string | undefined>) | undefined
  /** The word of the page for its connection; a page that hangs has none. */
  state: string | undefined
  account: string
  /** Something happens in the page that is open. */
  emit(event: ClientEvent): void
  /** A person writes; more fields make it something else than a text. */
  says(chat: string, body: string, fields?: Partial<WireMessage>): WireMessage
  /** What stands in a chat by our hand. */
  shown(chat: string): readonly string[]
  /** What was sent in a chat, and when it was marked as read, in order. */
  readonly log: string[]
  /** Puts a message of ours into a chat. */
  keep(message: Omit<WireMessage, 'id' | 'toMany'>): string
}

/** Creates a WhatsApp whose phone knows the page. */
export function createFakeWhatsApp(now: () => number): FakeWhatsApp {
  const messages: WireMessage[] = []
  const log: string[] = []
  let listener: ((event: ClientEvent) => void) | undefined
  let opened = 0
  let open = 0
  let count = 0

  const fake: FakeWhatsApp = {
    createClient(send) {
      const client = page(send)
      return client
    },
    opened: () => opened,
    open: () => open,
    linked: true,
    onOpen: undefined,
    onSend: undefined,
    state: 'CONNECTED',
    account: '15550000001',
    emit: (event) => listener?.(event),
    says(chat, body, fields = {}) {
      const base = { chat, body, type: 'chat', fromMe: false, toMany: false, sentAt: now() }
      const message = { ...base, id: `IN${++count}`, ...fields }
      messages.push(message)
      listener?.({ type: 'message', message })
      return message
    },
    shown: (chat) =>
      messages.filter((one) => one.fromMe && one.chat === chat).map(({ body }) => body),
    log,
    keep(message) {
      const id = `OUT${++count}`
      messages.push({ ...message, id, toMany: false })
      return id
    },
  }
  return fake

  function page(send: (event: ClientEvent) => void): WhatsAppClient {
    return {
      async open() {
        opened++
        open++
        listener = send
        await Promise.resolve()
        if (fake.onOpen !== undefined) await fake.onOpen(send)
        else send(fake.linked ? { type: 'ready' } : { type: 'code', code: `CODE-${opened}` })
      },
      async close() {
        open--
        if (listener === send) listener = undefined
      },
      account: () => fake.account,
      state: () => (fake.state === undefined ? new Promise(() => {}) : Promise.resolve(fake.state)),
      async send(chat, part) {
        if (fake.onSend !== undefined) return fake.onSend(chat, part)
        const [type, body] = part.type === 'text' ? ['chat', part.text] : [part.type, '']
        log.push(`${chat} < ${body === '' ? type : body}`)
        return fake.keep({ chat, body, type, fromMe: true, sentAt: now() })
      },
      async typing(chat) {
        log.push(`${chat} typing`)
      },
      async sound(reference) {
        return Buffer.from(`sound of ${reference}`)
      },
      async seen(chat) {
        log.push(`${chat} seen`)
      },
      async chatsSince(time) {
        return [...new Set(messages.filter(({ sentAt }) => sentAt >= time).map((one) => one.chat))]
      },
      async history(chat, { limit, fromMe }) {
        return messages.filter((one) => one.chat === chat && one.fromMe === fromMe).slice(-limit)
      },
    }
  }
}
