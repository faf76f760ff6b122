import {
  createTelegramChannel,
  type TelegramChannel,
  type TelegramChannelConfig,
} from '../../../src/channels/telegram/index.ts'
import { PROJECT_ROOT } from '../../../src/cli/paths.ts'
import type { InboundMessage } from '../../../src/core/index.ts'
import { readTree } from '../../../src/documents/index.ts'
import type { Logger } from '../../../src/ports/index.ts'
import { loadTexts } from '../../../src/texts/index.ts'
import { createClock, type FakeClock } from '../../support/clock.ts'
import { type BotApi, createBotApi } from './bot-api.ts'

/** The texts that people really read. */
export const realTexts = loadTexts(readTree(PROJECT_ROOT, 'content/locales')).texts

/** A Telegram channel over the stand-in, with all that it did. */
export interface Bench {
  readonly api: BotApi
  readonly channel: TelegramChannel
  readonly clock: FakeClock
  readonly received: InboundMessage[]
  /** How long the channel paused, in ms, in order. */
  readonly pauses: number[]
  /** Everything that was logged, as one text. */
  readonly log: () => string
  /** What becomes of a message; replaced by tests. */
  receive: (message: InboundMessage) => Promise<void>
  start(): Promise<void>
  close(): Promise<void>
}

/** Creates a channel that has not been started. Its pauses end at once, unless `sleep` is given. */
export async function createBench(config: Partial<TelegramChannelConfig> = {}): Promise<Bench> {
  const api = await createBotApi()
  const clock = createClock()
  const received: InboundMessage[] = []
  const pauses: number[] = []
  const lines: string[] = []
  const channel = createTelegramChannel({
    token: api.token,
    apiRoot: api.url,
    texts: () => realTexts,
    logger: recorder(lines),
    clock,
    ...config,
    sleep: (ms) => {
      pauses.push(ms)
      return config.sleep?.(ms) ?? new Promise((resolve) => setImmediate(resolve))
    },
  })
  const bench: Bench = {
    api,
    channel,
    clock,
    received,
    pauses,
    log: () => lines.join('\n'),
    receive: async () => {},
    start: () =>
      channel.start(async (message) => {
        received.push(message)
        await bench.receive(message)
      }),
    async close() {
      await channel.stop()
      await api.close()
    },
  }
  return bench
}

function recorder(lines: string[]): Logger {
  const write = (message: string, fields?: Readonly<Record<string, unknown>>) => {
    lines.push(`${message} ${JSON.stringify(fields ?? {})}`)
  }
  return { debug: write, info: write, warn: write, error: write }
}
