import { createBatchSink, createRunner, createSource, type UpdateSupplier } from '@grammyjs/runner'
import type { Api } from 'grammy'
import type { Update } from 'grammy/types'
import type { ChannelState, Clock, Logger } from '../../ports/index.ts'
import { createBatches } from './batch.ts'
import { isPollingConflict, reasonOf, retryAfterOf, toFailing } from './errors.ts'
import { UPDATE_KINDS } from './inbound.ts'

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
  /** How long a batch waits for what is not kept yet, in ms. */
  readonly patienceMs?: number
}

/** How long the platform holds a question that has no answer yet, in seconds. */
const LONG_POLL_S = 25
/** A server that answers at once without anything new is not asked again before this, in ms. */
const IDLE_MS = 500
/** Who has read the bot for so long is no newcomer: another program that begins to must give way. */
const SETTLED_MS = 10 * 60_000
/** How long the other program is given to go, before the bot is taken back, in ms. */
const TAKE_BACK_MS = 30_000
const LONGEST_RETRY_MS = 60_000
/** A voice message that is listened to takes longer than this; others do not wait for it, in ms. */
const PATIENCE_MS = 1500

/**
 * Asks for updates until `signal` or another program ends it, by grammY's runner. Asking for the
 * next ones is what acknowledges (core.telegram.org/bots/api#getupdates), so they are asked for from
 * the first one on that is not kept, and a crash loses none. The runner's own supplier moves on when
 * a handler fails or is still at work; this is why it is given another one. Its batch sink waits
 * until a batch is kept, but lets go of what takes long.
 *
 * Two programs on one bot: Telegram ends the question of the one that asked first. So whoever is
 * told of a conflict and has not read the bot for long stops for good and says so; a settled one
 * waits a moment and takes the bot back, which ends the newcomer.
 */
export async function poll(options: PollingOptions): Promise<void> {
  const { api, pause, clock, logger, signal, patienceMs = PATIENCE_MS } = options
  const batches = createBatches(options.take)
  let isAnswered = false
  let failure: unknown
  let failures = 0
  let since: number | undefined
  let said = ''

  const note = async (error: unknown) => {
    failure ??= error
  }
  const supplier: UpdateSupplier<Update> = { supply: (_size, stopped) => supply(stopped) }
  const sink = createBatchSink<Update>({ consume: batches.keep }, note, {
    timeout: { milliseconds: patienceMs, handler: (_update, late) => void late.catch(note) },
  })
  const runner = createRunner(createSource(supplier), sink)
  if (signal.aborted) return
  signal.addEventListener('abort', () => void runner.stop(), { once: true })
  runner.start()
  await runner.task()?.catch(stopForAnother)

  async function supply(stopped: Parameters<typeof supplier.supply>[1]): Promise<Update[]> {
    await judgeLast()
    try {
      const question = {
        offset: batches.next(),
        timeout: LONG_POLL_S,
        allowed_updates: UPDATE_KINDS,
      }
      const updates = await api.getUpdates(question, stopped)
      isAnswered = true
      since ??= clock.now()
      const fresh = batches.fresh(updates)
      if (fresh.length === 0) await pause(IDLE_MS)
      return fresh
    } catch (error) {
      isAnswered = false
      if (stopped.aborted) throw error
      if (isPollingConflict(error)) await takeBack(error)
      else await failed(error, 'Telegram could not be asked for messages', toFailing(error))
      return []
    }
  }

  /** Says what became of the batch before. */
  async function judgeLast(): Promise<void> {
    const unkept = failure
    failure = undefined
    if (unkept !== undefined) {
      await failed(unkept, 'what people wrote could not be kept and is asked for again', {
        type: 'failing',
        reason: `messages cannot be kept (${reasonOf(unkept)})`,
        hint: 'Look at the disk and the data folder; nothing is lost meanwhile.',
      })
    } else if (isAnswered) {
      failures = 0
      said = ''
      options.onState(options.on())
    }
  }

  /** Waits for the other program to go; throws where this one is to, which ends the runner. */
  async function takeBack(conflict: unknown): Promise<void> {
    if (since === undefined || clock.now() - since < SETTLED_MS) throw conflict
    logger.error('another program reads this bot; it is taken back in half a minute')
    await pause(TAKE_BACK_MS)
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
