import type { Api } from 'grammy'
import type { CallbackQuery, Update } from 'grammy/types'
import type { Clock, Logger, Receive } from '../../ports/index.ts'
import { reasonOf } from './errors.ts'
import { addressedIn, type BotName, type createInviting } from './group.ts'
import { toInbound } from './inbound.ts'
import type { Menus } from './menus.ts'

/** What taking updates in works with. */
export interface IntakeOptions {
  readonly api: Api
  readonly account: string
  /** Who the bot is; `undefined` as long as Telegram has not told. */
  readonly bot: () => BotName | undefined
  readonly invite: ReturnType<typeof createInviting>
  readonly menus: Menus
  readonly clock: Clock
  readonly logger: Logger
}

/** A second tap on the same button in this time is a trembling finger or a slow network, in ms. */
const DOUBLE_TAP_MS = 3000

/** Chats whose last tap is remembered. */
const MAX_TAPS = 1000

/**
 * Makes the one way in for an update, by polling or webhook. Resolves once it is kept, or is not
 * for us; rejects when it could not be kept, so that it is not acknowledged. What is only polite
 * (the tap that stops spinning, the keyboard that goes) happens beside and holds nothing up.
 */
export function createIntake(
  options: IntakeOptions,
): (update: Update, receive: Receive) => Promise<void> {
  const { api, account, bot, invite, menus, clock, logger } = options
  const taps = new Map<number, { readonly key: string; readonly id: number; readonly at: number }>()

  return async (update, receive) => {
    const now = clock.now()
    const message = read(() =>
      isDoubleTap(update) ? undefined : toInbound(update, { account, now }),
    )
    const tap = update.callback_query
    // Before it is answered: the answer may take the place of what was tapped.
    const gives = read(() => givesWay(update)) ?? false
    if (message !== undefined) await receive(message)
    if (tap !== undefined) read(() => settle(tap, gives))
    const name = bot()
    const group = name === undefined ? undefined : read(() => addressedIn(update, name))
    if (group !== undefined && name !== undefined) {
      bestEffort('a group could not be invited', invite(group, name))
    }
  }

  /** A shape that Telegram brings in one day must not hold up everybody behind it. */
  function read<T>(by: () => T): T | undefined {
    try {
      return by()
    } catch (error) {
      logger.error('an update could not be read and is passed over', { reason: reasonOf(error) })
      return undefined
    }
  }

  /** The same update again is no second tap: it could not be kept the first time. */
  function isDoubleTap({ callback_query: tap, update_id: id }: Update): boolean {
    if (tap?.message === undefined) return false
    const key = `${tap.message.message_id} ${tap.data}`
    const at = clock.now()
    const last = taps.get(tap.from.id)
    if (last?.key === key && last.id !== id && at - last.at < DOUBLE_TAP_MS) return true
    taps.delete(tap.from.id)
    taps.set(tap.from.id, { key, id, at })
    const oldest = taps.keys().next().value
    if (taps.size > MAX_TAPS && oldest !== undefined) taps.delete(oldest)
    return false
  }

  /** Whether a menu was tapped that the answer replaces. */
  function givesWay({ message: written, callback_query: tap }: Update): boolean {
    if (written !== undefined) menus.wrote(String(written.chat.id))
    const tapped = tap?.message
    return tapped !== undefined && menus.tapped(String(tapped.chat.id), tapped.message_id)
  }

  /** The button stops spinning, and a keyboard that was answered goes away, if nothing replaces it. */
  function settle({ id, message }: CallbackQuery, gives: boolean): void {
    bestEffort('a tap could not be acknowledged', api.answerCallbackQuery(id))
    if (gives) return
    if (message?.chat.type !== 'private' || message.message_id === undefined) return
    const removal = api.editMessageReplyMarkup(message.chat.id, message.message_id)
    bestEffort('an answered keyboard could not be removed', removal)
  }

  function bestEffort(what: string, work: Promise<unknown>): void {
    work.catch((error: unknown) => logger.debug(what, { reason: reasonOf(error) }))
  }
}
