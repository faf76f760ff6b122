import type { Locale } from '../../core/index.ts'
import {
  type Channel,
  type Clock,
  type Logger,
  type SettingRepository,
  systemClock,
  systemTimers,
  type Texts,
  type Timers,
  type WhatsAppLine,
} from '../../ports/index.ts'
import { CHANNEL_LIMITS } from '../limits.ts'
import { refused } from '../read-media.ts'
import type { CreateClient } from './client.ts'
import { toChannelState } from './describe.ts'
import { createDoubts } from './doubts.ts'
import { createKeeper } from './keeper.ts'
import { createMemory, NOTED_WITHIN_MS } from './memory.ts'
import { createPace, type PaceLimits } from './pace.ts'
import { createPauses } from './pauses.ts'
import { createReception, type Reception } from './reception.ts'
import { createSending } from './sending.ts'
import { wipeSession } from './session.ts'
import { showCodes } from './terminal.ts'

/** What the WhatsApp channel by way of a phone works with. */
export interface WhatsAppWebChannelConfig {
  /** `undefined` where there is no browser on this machine. */
  readonly createClient: CreateClient | undefined
  /** Where the session is kept; deleted when the phone has ended it. */
  readonly sessionFolder: string
  readonly settings: SettingRepository
  readonly pace: PaceLimits
  readonly texts: () => Texts
  /** For the words in the terminal. */
  readonly locale: Locale
  /** Writes to the terminal. */
  readonly print: (text: string) => void
  readonly logger: Logger
  readonly clock?: Clock
  readonly timers?: Timers
  /** From 0 to 1. */
  readonly random?: () => number
}

/** WhatsApp by way of a phone, as a channel. */
export interface WhatsAppWebChannel extends Channel {
  /** What the staff see of it. */
  readonly line: WhatsAppLine
}

/** What was sent so shortly before the end of a connection may not have been noted, in ms. */
const DOUBT_MS = 2 * 60_000

/** Creates the channel. Whatever goes wrong with browser, page or phone is a state, no crash. */
export function createWhatsAppWebChannel(config: WhatsAppWebChannelConfig): WhatsAppWebChannel {
  const { settings, logger, clock = systemClock, timers = systemTimers } = config
  const memory = createMemory({ settings, timers, logger })
  const pace = createPace({
    limits: config.pace,
    clock,
    random: config.random ?? Math.random,
    memory,
  })
  const doubts = createDoubts()
  const pauses = createPauses(timers)
  let reception: Reception | undefined
  let number: string | undefined
  const keeper = createKeeper({
    createClient: config.createClient,
    wipe: () => wipeSession(config.sessionFolder),
    memory,
    onConnected(connection, codeAt) {
      number = connection.account
      const until = memory.now.connectedAt ?? clock.now()
      doubts.renew(until - DOUBT_MS - NOTED_WITHIN_MS)
      reception?.connected(connection, codeAt)
    },
    onAlive: (connection) => reception?.alive(connection),
    onMessage: (event) => reception?.take(event),
    clock,
    timers,
    logger,
  })
  const sending = createSending({
    connection: keeper.connection,
    pace,
    doubts,
    clock,
    pauses,
    onFailure: keeper.failed,
  })
  const hide = showCodes({ ...config, line: keeper })

  return {
    name: 'whatsapp-web',
    limits: CHANNEL_LIMITS['whatsapp-web'],
    line: keeper,
    async start(receive) {
      await memory.load()
      const { connection } = keeper
      reception = createReception({ receive, connection, memory, clock, timers, logger })
      keeper.start()
    },
    async stop() {
      hide()
      await sending.stop()
      await keeper.stop()
      await reception?.stop()
      await memory.flush()
    },
    publicName: () => number,
    state: () => toChannelState(keeper.pairing(), pace.isSpent()),
    send: sending.send,
    async fetchMedia(reference, maxBytes) {
      const sound = await keeper.connection()?.client.sound(reference)
      if (sound === undefined) throw refused('is not given by WhatsApp')
      if (sound.length > maxBytes) throw refused(`is larger than ${maxBytes} bytes`)
      return sound
    },
  }
}
