import { Bot, GrammyError, HttpError } from 'grammy'
import { type Address, type OutboundMessage, parseAddress } from '../../core/index.ts'
import { messageOf } from '../../errors.ts'
import type {
  Channel,
  ChannelState,
  Logger,
  Receive,
  SendResult,
  Texts,
} from '../../ports/index.ts'
import { CHANNEL_LIMITS } from '../limits.ts'
import { toInbound } from './inbound.ts'
import { splitText, toHtml, toKeyboard } from './outbound.ts'

/** What the Telegram channel works with. */
export interface TelegramChannelConfig {
  /** From @BotFather. Never logged. */
  readonly token: string
  /** Another Bot API server than the public one. */
  readonly apiRoot?: string | undefined
  readonly texts: () => Texts
  readonly logger: Logger
  /** Waits; replaced in tests. */
  readonly sleep?: (ms: number) => Promise<void>
}

/** A server that answers "nothing new" at once is not asked again before this, in ms. */
const IDLE_POLL_MS = 500
const LONGEST_RETRY_MS = 60_000

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Creates the Telegram channel. The token is tried when it starts; a wrong one is a state, no crash. */
export function createTelegramChannel(config: TelegramChannelConfig): Channel {
  const { logger } = config
  const sleep = config.sleep ?? wait
  const client = config.apiRoot === undefined ? {} : { apiRoot: config.apiRoot }
  const bot = new Bot(config.token, { client })
  let state: ChannelState = { type: 'starting' }
  let polling: Promise<void> = Promise.resolve()
  const stopping = new AbortController()

  return {
    name: 'telegram',
    limits: CHANNEL_LIMITS.telegram,
    async start(receive) {
      polling = poll(receive)
    },
    async stop() {
      stopping.abort()
      await polling
    },
    state: () => state,
    send: (address, message) => send(address, message),
    async typing(address) {
      await bot.api.sendChatAction(chatOf(address), 'typing').catch(() => undefined)
    },
  }

  /**
   * Takes updates in order and asks for the next ones only when these are kept: asking is what
   * acknowledges them (core.telegram.org/bots/api#getupdates), so that a crash loses none. This is
   * why neither `bot.start()` nor the runner is used: both go on when a handler fails.
   */
  async function poll(receive: Receive): Promise<void> {
    let failures = 0
    let offset = 0
    while (!stopping.signal.aborted) {
      try {
        if (!bot.isInited()) await bot.init()
        const updates = await bot.api.getUpdates(
          { offset, timeout: 25, allowed_updates: ['message', 'edited_message', 'callback_query'] },
          toGrammySignal(stopping.signal),
        )
        state = { type: 'on', detail: `@${bot.botInfo.username}` }
        for (const update of updates) {
          const message = toInbound(update, String(bot.botInfo.id))
          if (message !== undefined) await receive(message)
          if (update.callback_query !== undefined) acknowledgeTap(update.callback_query.id)
          offset = update.update_id + 1
        }
        failures = 0
        if (updates.length === 0) await sleep(IDLE_POLL_MS)
      } catch (error) {
        if (stopping.signal.aborted) return
        failures++
        state = failing(error)
        logger.warn('Telegram could not be asked for messages', { reason: reasonOf(error) })
        await sleep(Math.min(LONGEST_RETRY_MS, 1000 * 2 ** Math.min(failures, 6)))
      }
    }
  }

  function acknowledgeTap(id: string): void {
    bot.api.answerCallbackQuery(id).catch(() => undefined)
  }

  async function send(address: Address, message: OutboundMessage): Promise<SendResult> {
    const chat = chatOf(address)
    try {
      if (message.type === 'text') {
        const parts = splitText(message.text, CHANNEL_LIMITS.telegram.textLength - 500)
        for (const [index, part] of parts.entries()) {
          const last = index === parts.length - 1
          const choices = last ? (message.choices ?? []) : []
          await bot.api.sendMessage(chat, toHtml(part), {
            parse_mode: 'HTML',
            link_preview_options: { is_disabled: true },
            ...(choices.length === 0 ? {} : { reply_markup: toKeyboard(choices) }),
          })
        }
        return { type: 'sent' }
      }
      if (message.type === 'location') {
        await bot.api.sendLocation(chat, message.latitude, message.longitude)
        return { type: 'sent' }
      }
      return {
        type: 'failed',
        reason: `Telegram messages of type ${message.type} are not sent yet`,
      }
    } catch (error) {
      return toSendResult(error)
    }
  }
}

/** grammY's types name the polyfill of `abort-controller`; at run time it takes Node's own signal. */
function toGrammySignal(signal: AbortSignal): Parameters<Bot['api']['getUpdates']>[1] {
  return signal as Parameters<Bot['api']['getUpdates']>[1]
}

function chatOf(address: Address): string {
  return parseAddress(address)?.peer ?? ''
}

/** What the platform's answer means for this message (core.telegram.org/bots/api#making-requests). */
function toSendResult(error: unknown): SendResult {
  if (error instanceof GrammyError) {
    const reason = `Telegram answered ${error.error_code}`
    if (error.error_code === 403) return { type: 'gone', reason }
    if (error.error_code === 429) {
      return { type: 'retry', reason, retryAfterMs: (error.parameters.retry_after ?? 1) * 1000 }
    }
    if (error.error_code === 400)
      return { type: 'failed', reason: `${reason}: ${error.description}` }
    return { type: 'retry', reason }
  }
  return { type: 'retry', reason: reasonOf(error) }
}

function failing(error: unknown): ChannelState {
  if (error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404)) {
    const hint = 'Copy the token again from @BotFather into TELEGRAM_BOT_TOKEN and start again.'
    return { type: 'failing', reason: 'Telegram does not know this token', hint }
  }
  if (error instanceof GrammyError && error.error_code === 409) {
    const hint = 'Stop the other program that reads the same bot, or remove its webhook.'
    return { type: 'failing', reason: 'another program reads this bot', hint }
  }
  return {
    type: 'failing',
    reason: reasonOf(error),
    hint: 'Tried again by itself; check the network.',
  }
}

/** Without the address of the call, which holds the token. */
function reasonOf(error: unknown): string {
  if (error instanceof GrammyError)
    return `Telegram answered ${error.error_code}: ${error.description}`
  if (error instanceof HttpError) return 'Telegram could not be reached'
  return messageOf(error)
}
