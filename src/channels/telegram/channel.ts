import { Api } from 'grammy'
import type { Update } from 'grammy/types'
import { type Locale, parseAddress } from '../../core/index.ts'
import { DalilError } from '../../errors.ts'
import {
  type Channel,
  type ChannelState,
  type Clock,
  type Logger,
  type Receive,
  systemClock,
  type Texts,
} from '../../ports/index.ts'
import { CHANNEL_LIMITS } from '../limits.ts'
import { publishCommands } from './commands.ts'
import { isTokenRefused, reasonOf, retryAfterOf, toFailing } from './errors.ts'
import { createFetchMedia } from './fetch-media.ts'
import { type BotName, createInviting } from './group.ts'
import { UPDATE_KINDS } from './inbound.ts'
import { createIntake } from './intake.ts'
import { createMenus } from './menus.ts'
import { backoff, poll } from './polling.ts'
import { createSending } from './sending.ts'
import { createPause, toGrammySignal } from './signal.ts'
import { createWebhook } from './webhook.ts'

/** What the Telegram channel works with. */
export interface TelegramChannelConfig {
  /** From @BotFather. Never logged. */
  readonly token: string
  /** Another Bot API server than the public one. */
  readonly apiRoot?: string | undefined
  /** Where set, Telegram brings the updates to `url` instead of being asked for them. */
  readonly webhook?: TelegramWebhookConfig | undefined
  readonly texts: () => Texts
  /** For the commands of apps in other languages, and for groups; French where left out. */
  readonly defaultLocale?: Locale
  readonly logger: Logger
  readonly clock?: Clock
  /** Waits; replaced in tests. */
  readonly sleep?: (ms: number) => Promise<void>
}

/** Where Telegram is to bring updates. */
export interface TelegramWebhookConfig {
  /** The public HTTPS address that leads to {@link TelegramChannel.webhook}. */
  readonly url: string
  /** 1 to 256 of A-Z, a-z, 0-9, `_` and `-`; a request without it is refused. */
  readonly secret: string
}

/** Telegram as a channel. */
export interface TelegramChannel extends Channel {
  /** Takes one request of Telegram's webhook; 404 where no webhook is configured. */
  readonly webhook: (request: Request) => Promise<Response>
}

/** How long `start` waits for the first answer, so that its report can name the bot, in ms. */
const FIRST_ANSWER_MS = 1000

/** Time for one call: longer than a long poll, and for a document on a slow line, in seconds. */
const CALL_TIMEOUT_S = 60

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref())

/** Creates the Telegram channel. The token is tried when it starts; a wrong one is a state, no crash. */
export function createTelegramChannel(config: TelegramChannelConfig): TelegramChannel {
  const { logger, texts, defaultLocale = 'fr', clock = systemClock } = config
  const root = config.apiRoot?.replace(/\/+$/u, '')
  const api = new Api(config.token, {
    timeoutSeconds: CALL_TIMEOUT_S,
    ...(root === undefined ? {} : { apiRoot: root }),
  })
  /** The part of a token before the colon is the id of its bot. */
  const account = config.token.split(':')[0] ?? ''
  const stopping = new AbortController()
  const pause = createPause(config.sleep ?? wait, stopping.signal)
  const inHand = new Set<Promise<void>>()
  let state: ChannelState = { type: 'starting' }
  let bot: BotName | undefined
  let receive: Receive | undefined
  let working: Promise<void> = Promise.resolve()

  const menus = createMenus()
  const takeIn = createIntake({
    api,
    account,
    menus,
    bot: () => bot,
    invite: createInviting({ api, texts, defaultLocale, clock }),
    clock,
    logger,
  })
  const send = createSending({
    api,
    account,
    menus,
    onError: (error) => {
      if (isTokenRefused(error)) state = toFailing(error)
    },
  })
  const handle =
    config.webhook === undefined
      ? async () => new Response(null, { status: 404 })
      : createWebhook({ secret: config.webhook.secret, take, logger })

  return {
    name: 'telegram',
    limits: CHANNEL_LIMITS.telegram,
    async start(handler) {
      receive = handler
      const connected = connect()
      working = connected.then(read)
      await Promise.race([connected, pause(FIRST_ANSWER_MS)])
    },
    async stop() {
      stopping.abort()
      await working
      await Promise.allSettled(inHand)
    },
    state: () => state,
    publicName: () => bot?.username,
    send,
    fetchMedia: createFetchMedia({
      api,
      token: config.token,
      apiRoot: root,
      signal: stopping.signal,
    }),
    async typing(address) {
      const chat = parseAddress(address)?.peer ?? ''
      await api.sendChatAction(chat, 'typing').catch(() => undefined)
    },
    webhook: handle,
  }

  function take(update: Update): Promise<void> {
    if (receive === undefined || stopping.signal.aborted) {
      const message = 'Telegram brought a message while Dalil was not running.'
      return Promise.reject(new DalilError('channel:not_started', message))
    }
    const work = takeIn(update, receive)
    inHand.add(work)
    return work.finally(() => inHand.delete(work))
  }

  /** Tries the token and says how updates are to come, again and again until it is known. */
  async function connect(): Promise<void> {
    const { signal } = stopping
    for (let failures = 1; !signal.aborted; failures++) {
      try {
        const me = await api.getMe(toGrammySignal(signal))
        bot = { id: account, username: me.username }
        if (config.webhook === undefined) await api.deleteWebhook({}, toGrammySignal(signal))
        else await setWebhook(config.webhook)
        state = on()
        publishCommands(api, texts(), defaultLocale).catch((error: unknown) => {
          logger.warn('the menu of commands could not be set', { reason: reasonOf(error) })
        })
        return
      } catch (error) {
        if (signal.aborted) return
        state = toFailing(error)
        if (failures === 1) logger.warn('Telegram cannot be used yet', { reason: state.reason })
        await pause(retryAfterOf(error) ?? backoff(failures))
      }
    }
  }

  async function setWebhook({ url, secret }: TelegramWebhookConfig): Promise<void> {
    const options = { secret_token: secret, allowed_updates: UPDATE_KINDS }
    await api.setWebhook(url, options, toGrammySignal(stopping.signal))
  }

  async function read(): Promise<void> {
    if (config.webhook !== undefined) return
    const onState = (next: ChannelState) => {
      state = next
    }
    await poll({ api, take, onState, on, pause, clock, logger, signal: stopping.signal })
  }

  function on(): ChannelState {
    const name = `@${bot?.username ?? ''}`
    return { type: 'on', detail: config.webhook === undefined ? name : `${name}, by webhook` }
  }
}
