import type { Api } from 'grammy'
import { type Address, type OutboundMessage, parseAddress } from '../../core/index.ts'
import { isDalilError } from '../../errors.ts'
import type { SendResult } from '../../ports/index.ts'
import { reasonOf, toSendResult } from './errors.ts'
import { toCalls } from './outbound.ts'

/** What sending works with. */
export interface SendingOptions {
  readonly api: Api
  /** The id of the bot, which is the account in addresses. */
  readonly account: string
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
  const { api, account, onError } = options
  const sentParts = new Map<string, number>()

  return async (address, message, id) => {
    const to = parseAddress(address)
    if (to?.channel !== 'telegram') return { type: 'failed', reason: 'not a Telegram address' }
    if (to.account !== account) {
      return { type: 'failed', reason: 'this person wrote to another bot than the one in use now' }
    }
    let at = sentParts.get(id) ?? 0
    sentParts.delete(id)
    try {
      const calls = toCalls(message)
      let last: number | undefined
      for (const call of calls.slice(at)) {
        last = (await call(api, to.peer))?.message_id
        at++
      }
      return last === undefined ? { type: 'sent' } : { type: 'sent', platformId: String(last) }
    } catch (error) {
      onError(error)
      if (isDalilError(error)) return { type: 'failed', reason: reasonOf(error) }
      const outcome = toSendResult(error)
      if (outcome.type === 'retry' && at > 0) remember(id, at)
      return outcome
    }
  }

  function remember(id: string, parts: number): void {
    sentParts.set(id, parts)
    const oldest = sentParts.keys().next().value
    if (sentParts.size > MAX_REMEMBERED && oldest !== undefined) sentParts.delete(oldest)
  }
}
