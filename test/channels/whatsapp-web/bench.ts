import {
  createWhatsAppWebChannel,
  type WhatsAppWebChannel,
  type WhatsAppWebChannelConfig,
} from '../../../src/channels/whatsapp-web/channel.ts'
import { type InboundMessage, toAddress } from '../../../src/core/index.ts'
import type { Logger, SettingRepository, Texts } from '../../../src/ports/index.ts'
import { createMemoryStore } from '../../../src/store/memory/index.ts'
import { createTime, type FakeTime } from '../../support/time.ts'
import { until } from '../support/until.ts'
import { createFakeWhatsApp, type FakeWhatsApp } from './fake-whatsapp.ts'

export const ANNA = '212600000001@c.us'
export const BADR = '212600000002@c.us'
export const NO_TEXTS: Texts = { text: (_locale, key) => key, list: () => [], has: () => false }
/** As fast as it goes. */
export const NO_PACE = { perMinute: 100_000, perDay: 1_000_000, typingMs: 0 }

/** A channel over a WhatsApp that is not there, with all that it did. */
export interface Bench {
  readonly whatsapp: FakeWhatsApp
  readonly time: FakeTime
  readonly settings: SettingRepository
  readonly channel: WhatsAppWebChannel
  readonly received: InboundMessage[]
  readonly printed: string[]
  readonly log: () => string
  /** What becomes of a message; replaced by tests. */
  receive: (message: InboundMessage) => Promise<void>
  start(): Promise<void>
  /** {@link start}, until it is connected. */
  connect(): Promise<void>
  /** The same number and the same data in a new process. */
  restarted(config?: Partial<WhatsAppWebChannelConfig>): Bench
  /** The texts that were handed in. */
  texts(): readonly string[]
}

/** Creates a channel that has not been started. */
export function createBench(
  config: Partial<WhatsAppWebChannelConfig> = {},
  kept: Partial<Pick<Bench, 'whatsapp' | 'time' | 'settings'>> = {},
): Bench {
  const time = kept.time ?? createTime()
  const whatsapp = kept.whatsapp ?? createFakeWhatsApp(time.now)
  const settings = kept.settings ?? createMemoryStore().settings
  const received: InboundMessage[] = []
  const printed: string[] = []
  const lines: string[] = []
  const channel = createWhatsAppWebChannel({
    createClient: whatsapp.createClient,
    sessionFolder: '/nowhere/at/all',
    settings,
    pace: NO_PACE,
    texts: () => NO_TEXTS,
    locale: 'fr',
    print: (text) => printed.push(text),
    logger: recorder(lines),
    clock: time,
    timers: time,
    random: () => 0.5,
    ...config,
  })
  const bench: Bench = {
    ...{ whatsapp, time, settings, channel, received, printed },
    log: () => lines.join('\n'),
    receive: async () => {},
    start: () =>
      channel.start(async (message) => {
        received.push(message)
        await bench.receive(message)
      }),
    async connect() {
      await bench.start()
      await until(() => channel.line.pairing().type === 'connected', 'the connection')
    },
    restarted: (other = {}) => createBench({ ...config, ...other }, { whatsapp, time, settings }),
    texts: () =>
      received.map(({ content }) => (content.type === 'text' ? content.text : content.type)),
  }
  return bench
}

/** The address of a person who wrote to the number of {@link FakeWhatsApp}. */
export function addressOf(peer: string, account = '15550000001') {
  return toAddress({ channel: 'whatsapp-web', account, peer })
}

function recorder(lines: string[]): Logger {
  const write = (message: string, fields?: Readonly<Record<string, unknown>>) => {
    lines.push(`${message} ${JSON.stringify(fields ?? {})}`)
  }
  return { debug: write, info: write, warn: write, error: write }
}
