import type { Api } from 'grammy'
import type { Update } from 'grammy/types'
import type { ChannelState, Clock, Logger } from '../../ports/index.ts'
import { createBatches } from './batch.ts'
import { isPollingConflict, reasonOf, retryAfterOf, toFailing } from './errors.ts'
import { UPDATE_KINDS } from './inbound.ts'
import { toGrammySignal } from './signal.ts'

/** What asking for updates works with. */
export interface PollingOptions {
  readonly api: Api
  readonly take: (update: Update) => Promise<void>
  readonly onState: (state: ChannelState) => void
  /** The state while everything is well. */
  readonly on: () => ChannelState
  readonly pause: (ms: number) => Promise<void>
  readonly clock: Clock
  readonly logger: Logger
  readonly signal: AbortSignal
}

/** How long the platform holds a question that has no answer yet, in seconds. */
const LONG_POLL_S = 25
/** A server that answers "nothing new" at once is not asked again before this, in ms. */
const IDLE_MS = 500
/** Who has read the bot for so long is no newcomer: another program that begins to must give way. */
const SETTLED_MS = 10 * 60_000
/** How long the other program is given to go, before the bot is taken back, in ms. */
const TAKE_BACK_MS = 30_000
const LONGEST_RETRY_MS = 60_000

/**
 * Asks for updates until `signal` or another program ends it. Asking for the next ones is what
 * acknowledges (core.telegram.org/bots/api#getupdates), so it is done only when these are kept, and
 * a crash loses none. This is why neither grammY's `bot.start()` nor its runner is used: both go on
 * when a handler fails.
 *
 * Two programs on one bot: Telegram ends the question of the one that asked first. So whoever is
 * told of a conflict and has not read the bot for long stops for good and says so; a settled one
 * waits a moment and takes the bot back, which ends the newcomer.
 */
export async function poll(options: PollingOptions): Promise<void> {
  const { api, pause, clock, logger, signal } = options
  const batches = createBatches(options.take)
  let offset = 0
  let failures = 0
  let since: number | undefined
  let said = ''

  while (!signal.aborted) {
    try {
      const question = { offset, timeout: LONG_POLL_S, allowed_updates: UPDATE_KINDS }
      const updates = await api.getUpdates(question, toGrammySignal(signal))
      since ??= clock.now()
      const { next, failure } = await batches.take(updates)
      if (updates.length > 0) offset = next
      if (failure !== undefined) {
        await failed(failure, 'what people wrote could not be kept and is asked for again', {
          type: 'failing',
          reason: `messages cannot be kept (${reasonOf(failure)})`,
          hint: 'Look at the disk and the data folder; nothing is lost meanwhile.',
        })
        continue
      }
      failures = 0
      said = ''
      options.onState(options.on())
      if (updates.length === 0) await pause(IDLE_MS)
    } catch (error) {
      if (signal.aborted) return
      if (!isPollingConflict(error)) {
        await failed(error, 'Telegram could not be asked for messages', toFailing(error))
      } else if (since === undefined || clock.now() - since < SETTLED_MS) {
        stopForAnother()
        return
      } else {
        logger.error('another program reads this bot; it is taken back in half a minute')
        await pause(TAKE_BACK_MS)
      }
    }
  }

  async function failed(error: unknown, what: string, state: ChannelState): Promise<void> {
    failures++
    options.onState(state)
    const reason = reasonOf(error)
    if (reason !== said) logger.warn(what, { reason })
    said = reason
    await pause(retryAfterOf(error) ?? backoff(failures))
  }

  function stopForAnother(): void {
    const reason = 'another program already reads this bot; this one has stopped reading'
    logger.error(reason)
    const hint =
      'Two programs must not share a token: stop the other one, then start this one again.'
    options.onState({ type: 'failing', reason, hint })
  }
}

/** 2, 4, 8… seconds, at most a minute. */
export function backoff(failures: number): number {
  return Math.min(LONGEST_RETRY_MS, 1000 * 2 ** Math.min(failures, 6))
}
