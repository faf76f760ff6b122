import type { Receive } from '../../ports/index.ts'
import { type Account, toInbound } from './inbound.ts'
import type { Window } from './window.ts'
import type { WireMessage } from './wire.ts'

/** What taking messages in works with. */
export interface IntakeOptions {
  readonly account: () => Account
  readonly window: Window
}

/**
 * Makes the way in for the messages of one request: people side by side, each in their own order.
 * Resolves once all are kept. Where one could not be, the later ones of the same person wait with it
 * and it rejects: the platform brings the whole request again, and what was kept is then dropped.
 */
export function createIntake({
  account,
  window,
}: IntakeOptions): (messages: readonly WireMessage[], receive: Receive) => Promise<void> {
  return async (messages, receive) => {
    const chains = new Map<string, Promise<void>>()
    for (const message of messages) {
      const inbound = toInbound(message, account())
      if (inbound === undefined) continue
      window.wrote(inbound.address, inbound.sentAt, message.id)
      const before = chains.get(message.from) ?? Promise.resolve()
      chains.set(
        message.from,
        before.then(() => receive(inbound)),
      )
    }
    const outcomes = await Promise.allSettled(chains.values())
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  }
}
