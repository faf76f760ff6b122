import { mkdtempSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from '../../../src/channels/find-chromium.ts'
import {
  createLibrary,
  createWhatsAppWebChannel,
  type PaceLimits,
  type WhatsAppClient,
  type WhatsAppWebChannel,
} from '../../../src/channels/whatsapp-web/index.ts'
import { type Logger, silentLogger, type WhatsAppPairing } from '../../../src/ports/index.ts'
import { createMemoryStore } from '../../../src/store/memory/index.ts'
import { createTime, type FakeTime } from '../../support/time.ts'
import { type Assistant, createAssistant } from '../support/assistant.ts'
import { until } from '../support/until.ts'
import { NO_PACE, NO_TEXTS } from './bench.ts'
import { createStandIn, type StandIn } from './stand-in/server.ts'

/** The library as it is published, in a real Chromium, over a stand-in of WhatsApp. */
export interface Line {
  readonly standIn: StandIn
  readonly time: FakeTime
  readonly folder: string
  readonly printed: readonly string[]
  readonly warned: readonly string[]
  readonly channel: () => WhatsAppWebChannel
  /** What can be asked of the page that is open. */
  readonly client: () => WhatsAppClient | undefined
  readonly assistant: () => Assistant
  start(): Promise<void>
  /** The process ends well, and another one takes its place. */
  restart(): Promise<void>
  /** Ends the browser as the system does when memory is short. */
  kill(): void
  /** Waits for a state of the pairing. */
  comesTo<T extends WhatsAppPairing['type']>(
    type: T,
  ): Promise<Extract<WhatsAppPairing, { readonly type: T }>>
  /** Lets so much time pass, and sends what is due then. */
  passes(ms: number): Promise<void>
  close(): Promise<void>
}

/** Creates a line whose channel has not been started. Its time stands still. */
export async function createLine(pace: PaceLimits = NO_PACE): Promise<Line> {
  const time = createTime()
  const standIn = await createStandIn(time.now)
  const folder = mkdtempSync(join(tmpdir(), 'dalil-whatsapp-'))
  const { settings } = createMemoryStore()
  const printed: string[] = []
  const warned: string[] = []
  const logger: Logger = {
    ...silentLogger,
    warn: (message, fields) => void warned.push(`${message} ${JSON.stringify(fields)}`),
  }
  const browser = findChromium(process.env) ?? ''
  const library = createLibrary({ folder, browser, flags: standIn.flags, timers: time })
  let client: WhatsAppClient | undefined
  const create = () =>
    createWhatsAppWebChannel({
      createClient(listener) {
        client = library(listener)
        return client
      },
      sessionFolder: folder,
      settings,
      pace,
      texts: () => NO_TEXTS,
      locale: 'fr',
      print: (text) => printed.push(text),
      logger,
      clock: time,
      timers: time,
    })
  let channel = create()
  let assistant = createAssistant(() => channel, { clock: time })

  const line: Line = {
    ...{ standIn, time, folder, printed, warned },
    channel: () => channel,
    client: () => client,
    assistant: () => assistant,
    start: () => channel.start(assistant.receive),
    async restart() {
      await channel.stop()
      await assistant.idle()
      channel = create()
      assistant = createAssistant(() => channel, { store: assistant.store, clock: time })
      await line.start()
    },
    kill: () => process.kill(processOf(folder), 'SIGKILL'),
    async comesTo(type) {
      const isThere = (pairing: WhatsAppPairing) => pairing.type === type
      await until(() => isThere(channel.line.pairing()), type)
      return channel.line.pairing() as Extract<WhatsAppPairing, { readonly type: typeof type }>
    },
    passes(ms) {
      time.advance(ms)
      return assistant.sender.sweep()
    },
    async close() {
      await channel.stop()
      await standIn.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return line
}

/** A Chromium writes into its profile who holds it: machine and process. */
function processOf(folder: string): number {
  return Number(
    readlinkSync(join(folder, 'session', 'SingletonLock'))
      .split('-')
      .at(-1),
  )
}
