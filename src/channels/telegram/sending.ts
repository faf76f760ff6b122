import type { Api } from 'grammy'
import { type Address, type OutboundMessage, parseAddress } from '../../core/index.ts'
import { isDalilError } from '../../errors.ts'
import type { SendResult } from '../../ports/index.ts'
import { isNotEditable, isUnchanged, reasonOf, toSendResult } from './errors.ts'
import type { Menus } from './menus.ts'
import { toCalls, toEdit } from './outbound.ts'

/** What sending works with. */
export interface SendingOptions {
  readonly api: Api
  /** The id of the bot, which is the account in addresses. */
  readonly account: string
  readonly menus: Menus
  /** Told of every error, so that a token that was revoked is noticed. */
  readonly onError: (error: unknown) => void
}

/** Half-sent messages that are remembered; one more forgets the oldest, which is then sent whole. */
const MAX_REMEMBERED = 1000

/**
 * Makes the `send` of the channel. A message of several parts that was interrupted goes on where it
 * stopped when the same id is sent again, so that nobody reads its beginning twice.
 */
export function createSending(
  options: SendingOptions,
): (address: Address, message: OutboundMessage, id: string) => Promise<SendResult> {
  const { api, account, menus, onError } = options
  const sentParts = new Map<string, number>()

  return async (address, message, id) => {
    const to = parseAddress(address)
    if (to?.channel !== 'telegram') return { type: 'failed', reason: 'not a Telegram address' }
    if (to.account !== account) {
      const reason = 'this person wrote to another bot than the one in use now'
      return { type: 'failed', reason, why: 'other-account' }
    }
    let at = sentParts.get(id) ?? 0
    sentParts.delete(id)
    try {
      const place = at === 0 ? menus.take(to.peer) : undefined
      if (place !== undefined && (await replace(to.peer, place, message))) {
        menus.shown(to.peer, place, true)
        return { type: 'sent', platformId: String(place) }
      }
      const calls = toCalls(message)
      let last: number | undefined
      for (const call of calls.slice(at)) {
        last = (await call(api, to.peer))?.message_id
        at++
      }
      menus.shown(to.peer, last, message.type === 'text' && message.menu === true)
      return last === undefined ? { type: 'sent' } : { type: 'sent', platformId: String(last) }
    } catch (error) {
      onError(error)
      if (isDalilError(error)) return { type: 'failed', reason: reasonOf(error) }
      const outcome = toSendResult(error)
      if (outcome.type === 'retry' && at > 0) remember(id, at)
      return outcome
    }
  }

  /**
   * Puts a menu where the one before stood; `false` where it has to be sent. What is no menu leaves
   * the one before as a text, without its buttons.
   */
  async function replace(chat: string, place: number, message: OutboundMessage): Promise<boolean> {
    const edit = toEdit(message)
    if (edit === undefined) {
      // Beside, as it is only polite.
      api.editMessageReplyMarkup(chat, place).catch(() => undefined)
      return false
    }
    try {
      await edit(api, chat, place)
      return true
    } catch (error) {
      if (isUnchanged(error)) return true
      if (isNotEditable(error)) return false
      throw error
    }
  }

  function remember(id: string, parts: number): void {
    sentParts.set(id, parts)
    const oldest = sentParts.keys().next().value
    if (sentParts.size > MAX_REMEMBERED && oldest !== undefined) sentParts.delete(oldest)
  }
}
