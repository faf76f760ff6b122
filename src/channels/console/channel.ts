import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { isLocale, toAddress } from '../../core/index.ts'
import { messageOf } from '../../errors.ts'
import { type Channel, type Clock, type Logger, silentLogger } from '../../ports/index.ts'
import { CHANNEL_LIMITS } from '../limits.ts'
import { toPlainText } from '../plain-text.ts'

/** What the terminal works with. */
export interface ConsoleChannelConfig {
  readonly input: Readable
  readonly output: Writable
  readonly clock: Clock
  readonly newId: () => string
  readonly locale?: string
  readonly logger?: Logger
  /** Called when the input has ended and everything in it was taken in. */
  readonly onEnd: () => void
}

/** Creates the terminal channel: one line in, one message; replies as plain text. */
export function createConsoleChannel(config: ConsoleChannelConfig): Channel {
  const { logger = silentLogger } = config
  const address = toAddress({ channel: 'console', account: 'terminal', peer: 'you' })
  const lines = createInterface({ input: config.input })
  let chain = Promise.resolve()
  return {
    name: 'console',
    limits: CHANNEL_LIMITS.console,
    async start(receive) {
      const hint = isLocale(config.locale) ? { localeHint: config.locale } : {}
      lines.on('line', (text) => {
        const message = {
          deliveryId: config.newId(),
          address,
          channel: 'console' as const,
          sentAt: config.clock.now(),
          content: { type: 'text' as const, text },
          ...hint,
        }
        chain = chain.then(() => receive(message)).catch(unkept)
      })
      lines.on('close', () => void chain.then(config.onEnd))
    },
    async stop() {
      lines.close()
      await chain
    },
    state: () => ({ type: 'on' }),
    async send(_address, message) {
      if (config.output.writableEnded) return { type: 'away' }
      config.output.write(`\n${toPlainText(message)}\n`)
      return { type: 'sent' }
    },
  }

  /** Nobody brings a line again; whoever sits here sees it and writes once more. */
  function unkept(error: unknown): void {
    logger.error('a line could not be kept; write it once more', { reason: messageOf(error) })
  }
}
