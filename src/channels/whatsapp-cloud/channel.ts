import { z } from 'zod'
import { type Address, type Locale, parseAddress, toAddress } from '../../core/index.ts'
import { DalilError } from '../../errors.ts'
import {
  type Channel,
  type ChannelState,
  type Clock,
  type Logger,
  type Receive,
  type SettingRepository,
  systemClock,
  systemTimers,
  type Texts,
  type Timers,
} from '../../ports/index.ts'
import { CHANNEL_LIMITS } from '../limits.ts'
import { createDeliveries } from './deliveries.ts'
import { reasonOf, toFailing } from './errors.ts'
import { createGraph, type GraphAccess } from './graph.ts'
import { createIntake } from './intake.ts'
import { createSecondTries, type PutBack } from './second-try.ts'
import { createSending } from './sending.ts'
import type { Templates } from './templates.ts'
import { createWebhook } from './webhook.ts'
import { createWindow } from './window.ts'
import type { Notice } from './wire.ts'

/** What the channel of WhatsApp's Cloud API works with. */
export interface WhatsAppCloudChannelConfig extends Omit<GraphAccess, 'fetch'> {
  /** Signs what the webhook brings. Never logged. */
  readonly appSecret: string
  /** What is entered in the platform's dashboard next to the address of the webhook. */
  readonly verifyToken: string
  readonly templates: Templates
  readonly settings: SettingRepository
  /** When somebody last wrote, ms since 1970, as it is kept. */
  readonly lastSeen: (address: Address) => Promise<number | undefined>
  /** The id of the question that the team wrote about to somebody. */
  readonly lastQuestion: (address: Address) => Promise<string | undefined>
  /** Puts a message back into the outbox that the platform had taken and could not deliver. */
  readonly putBack: PutBack
  readonly texts: () => Texts
  readonly defaultLocale: Locale
  readonly logger: Logger
  readonly clock?: Clock
  readonly timers?: Timers
  readonly fetch?: typeof fetch
}

/** WhatsApp's Cloud API as a channel. */
export interface WhatsAppCloudChannel extends Channel {
  /** Takes one request of the webhook, its verification too. */
  readonly webhook: (request: Request) => Promise<Response>
}

/** How long `start` waits for the first answer, so that its report can name the number, in ms. */
const FIRST_ANSWER_MS = 1000
const FIRST_RETRY_MS = 2000
const LONGEST_RETRY_MS = 60_000

const NUMBER = z.object({ display_phone_number: z.string() })

/** Creates the channel. The token is tried when it starts; a wrong one is a state, no crash. */
export function createWhatsAppCloudChannel(
  config: WhatsAppCloudChannelConfig,
): WhatsAppCloudChannel {
  const { phoneId, logger, clock = systemClock, timers = systemTimers } = config
  const graph = createGraph({ ...config, fetch: config.fetch ?? fetch })
  const stopping = new AbortController()
  const window = createWindow({ clock, lastSeen: config.lastSeen })
  const deliveries = createDeliveries({
    ...{ settings: config.settings, timers, logger },
    questionOf: (peer) =>
      config.lastQuestion(toAddress({ channel: 'whatsapp-cloud', account: phoneId, peer })),
  })
  const tries = createSecondTries({ putBack: config.putBack, clock, logger })
  const takeIn = createIntake({ account: () => ({ phoneId, digits }), window, clock, logger })
  const inHand = new Set<Promise<void>>()
  let state: ChannelState = { type: 'starting' }
  let digits: string | undefined
  let receive: Receive | undefined
  let connecting: Promise<void> = Promise.resolve()

  return {
    name: 'whatsapp-cloud',
    limits: CHANNEL_LIMITS['whatsapp-cloud'],
    async start(handler) {
      receive = handler
      connecting = connect()
      await Promise.race([connecting, pause(FIRST_ANSWER_MS)])
    },
    async stop() {
      stopping.abort()
      await connecting
      await Promise.allSettled(inHand)
      await deliveries.flush()
    },
    state: () => state,
    publicName: () => digits,
    send: createSending({
      ...{ ...config, graph, window, words: { open } },
      onOutcome: noteOutcome,
      onTaken: tries.took,
    }),
    fetchMedia: graph.media,
    async typing(address) {
      const message_id = window.lastMessage(address)
      if (message_id === undefined || parseAddress(address)?.account !== phoneId) return
      const typing_indicator = { type: 'text' }
      const body = { messaging_product: 'whatsapp', status: 'read', message_id, typing_indicator }
      await graph.post('messages', body).catch(() => undefined)
    },
    webhook: createWebhook({ ...config, take }),
  }

  function take(notice: Notice): Promise<void> {
    if (receive === undefined || stopping.signal.aborted) {
      const message = 'WhatsApp brought a message while Dalil was not running.'
      return Promise.reject(new DalilError('channel:not_started', message))
    }
    const work = takeIn(notice.messages, receive).then(() => settle(notice.statuses))
    inHand.add(work)
    return work.finally(() => inHand.delete(work))
  }

  async function settle(statuses: Notice['statuses']): Promise<void> {
    deliveries.note(await tries.sift(statuses))
  }

  /** Tries the token until the platform has told our number. */
  async function connect(): Promise<void> {
    const { signal } = stopping
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        const number = NUMBER.parse(await graph.get(['display_phone_number'], signal))
        digits = number.display_phone_number.replace(/\D/gu, '')
        state = on()
        return
      } catch (error) {
        if (signal.aborted) return
        fail(error)
        await pause(Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures, 6)))
      }
    }
  }

  function noteOutcome(error: unknown): void {
    if (error === undefined) {
      if (digits !== undefined) state = on()
    } else if (toFailing(error) !== undefined) fail(error)
  }

  /** Says once what is wrong, and keeps it as the state. */
  function fail(error: unknown): void {
    const hint = 'It is tried again by itself; check the network.'
    const next = toFailing(error) ?? { type: 'failing' as const, reason: reasonOf(error), hint }
    const isSaid = state.type === 'failing' && state.reason === next.reason
    state = next
    if (!isSaid) {
      logger.error('WhatsApp cannot be used', { reason: next.reason, hint: next.hint })
    }
  }

  function on(): ChannelState {
    return { type: 'on', detail: `+${digits}, by webhook` }
  }

  /** A list opens with a word in the language of its text, as far as its side tells that. */
  function open(direction: 'ltr' | 'rtl'): string {
    const { defaultLocale } = config
    const isRtl = defaultLocale === 'ar' || defaultLocale === 'ary'
    const other = direction === 'rtl' ? 'ar' : 'fr'
    const locale = isRtl === (direction === 'rtl') ? defaultLocale : other
    return config.texts().text(locale, 'whatsapp-cloud:open')
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        cancel()
        stopping.signal.removeEventListener('abort', done)
        resolve()
      }
      const cancel = timers.after(ms, done)
      if (stopping.signal.aborted) return done()
      stopping.signal.addEventListener('abort', done)
    })
  }
}
