import { createHmac } from 'node:crypto'
import {
  createWhatsAppCloudChannel,
  type WhatsAppCloudChannel,
  type WhatsAppCloudChannelConfig,
} from '../../../src/channels/whatsapp-cloud/index.ts'
import type { InboundMessage } from '../../../src/core/index.ts'
import type { Logger, Texts } from '../../../src/ports/index.ts'
import { createMemoryStore } from '../../../src/store/memory/index.ts'
import { createTime, type FakeTime } from '../../support/time.ts'
import { SENT_AT } from './bodies.ts'
import { createGraphApi, type GraphApi, PHONE_ID, TOKEN } from './graph-api.ts'

export const APP_SECRET = 'secret-of-the-app'
export const VERIFY_TOKEN = 'a-word-of-our-own'
export const URL = 'https://chat.example.org/webhooks/whatsapp'
export const ANNA = '212600000001'
export const NO_TEXTS: Texts = {
  text: (locale) => `open ${locale}`,
  list: () => [],
  has: () => false,
}

/** A channel over the stand-in, with all that it did. */
export interface Bench {
  readonly api: GraphApi
  readonly channel: WhatsAppCloudChannel
  readonly time: FakeTime
  readonly settings: WhatsAppCloudChannelConfig['settings']
  readonly received: InboundMessage[]
  readonly log: () => string
  /** What becomes of a message; replaced by tests. */
  receive: (message: InboundMessage) => Promise<void>
  start(): Promise<void>
  /** Brings a body by the webhook, signed; the status of the answer. */
  bring(body: unknown): Promise<number>
  close(): Promise<void>
}

/** Creates a channel that has not been started. */
export async function createBench(
  config: Partial<WhatsAppCloudChannelConfig> = {},
): Promise<Bench> {
  const api = await createGraphApi()
  const time = createTime(SENT_AT)
  const settings = createMemoryStore().settings
  const received: InboundMessage[] = []
  const lines: string[] = []
  const channel = createWhatsAppCloudChannel({
    ...ACCESS,
    apiRoot: api.url,
    settings,
    logger: recorder(lines),
    clock: time,
    timers: time,
    ...config,
  })
  const bench: Bench = {
    api,
    channel,
    time,
    settings,
    received,
    log: () => lines.join('\n'),
    receive: async () => {},
    start: () =>
      channel.start(async (message) => {
        received.push(message)
        await bench.receive(message)
      }),
    bring: async (body) => (await channel.webhook(signed(JSON.stringify(body)))).status,
    async close() {
      await channel.stop()
      await api.close()
    },
  }
  return bench
}

/** All that a channel needs but for where the platform is. */
export const ACCESS = {
  version: 'v23.0',
  phoneId: PHONE_ID,
  token: TOKEN,
  appSecret: APP_SECRET,
  verifyToken: VERIFY_TOKEN,
  templates: {},
  lastSeen: async () => undefined,
  lastQuestion: async () => undefined,
  putBack: async () => {},
  texts: () => NO_TEXTS,
  defaultLocale: 'fr',
} as const

/** A request of the webhook as the platform signs it. */
export function signed(body: string, secret = APP_SECRET): Request {
  const digest = createHmac('sha256', secret).update(body).digest('hex')
  const headers = { 'x-hub-signature-256': `sha256=${digest}` }
  return new Request(URL, { method: 'POST', body, headers })
}

function recorder(lines: string[]): Logger {
  const write = (message: string, fields?: Readonly<Record<string, unknown>>) => {
    lines.push(`${message} ${JSON.stringify(fields ?? {})}`)
  }
  return { debug: write, info: write, warn: write, error: write }
}
