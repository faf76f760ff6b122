import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { isLocale, toAddress } from '../../core/index.ts'
import type { Channel, Clock } from '../../ports/index.ts'
import { CHANNEL_LIMITS } from '../limits.ts'
import { toPlainText } from '../plain-text.ts'

/** What the terminal works with. */
export interface ConsoleChannelConfig {
  readonly input: Readable
  readonly output: Writable
  readonly clock: Clock
  readonly newId: () => string
  readonly locale?: string
  /** Called when the input has ended and everything in it was taken in. */
  readonly onEnd: () => void
}

/** Creates the terminal channel: one line in, one message; replies as plain text. */
export function createConsoleChannel(config: ConsoleChannelConfig): Channel {
  const address = toAddress({ channel: 'console', account: 'terminal', peer: 'you' })
  const lines = createInterface({ input: config.input })
  return {
    name: 'console',
    limits: CHANNEL_LIMITS.console,
    async start(receive) {
      const hint = isLocale(config.locale) ? { localeHint: config.locale } : {}
      let chain = Promise.resolve()
      lines.on('line', (text) => {
        const message = {
          deliveryId: config.newId(),
          address,
          channel: 'console' as const,
          sentAt: config.clock.now(),
          content: { type: 'text' as const, text },
          ...hint,
        }
        chain = chain.then(() => receive(message))
      })
      lines.on('close', () => void chain.then(config.onEnd))
    },
    async stop() {
      lines.close()
    },
    state: () => ({ type: 'on' }),
    async send(_address, message) {
      config.output.write(`\n${toPlainText(message)}\n`)
      return { type: 'sent' }
    },
  }
}
