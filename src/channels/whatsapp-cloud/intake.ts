import type { Clock, Logger, Receive } from '../../ports/index.ts'
import { type Account, toInbound } from './inbound.ts'
import type { Window } from './window.ts'
import type { WireMessage } from './wire.ts'

/** What taking messages in works with. */
export interface IntakeOptions {
  readonly account: () => Account
  readonly window: Window
  readonly clock: Clock
  readonly logger: Logger
}

const DAY_MS = 86_400_000
/**
 * The platform repeats a request for seven days; what a delivery is known by is kept for fourteen.
 * What is older and well signed was recorded by somebody and is played back.
 */
const OLDEST_MS = 13 * DAY_MS

/**
 * Makes the way in for the messages of one request: people side by side, each in their own order.
 * Resolves once all are kept. Where one could not be, the later ones of the same person wait with it
 * and it rejects: the platform brings the whole request again, and what was kept is then dropped.
 */
export function createIntake({
  account,
  window,
  clock,
  logger,
}: IntakeOptions): (messages: readonly WireMessage[], receive: Receive) => Promise<void> {
  return async (messages, receive) => {
    const chains = new Map<string, Promise<void>>()
    for (const message of messages) {
      const inbound = toInbound(message, account())
      if (inbound === undefined) continue
      if (clock.now() - inbound.sentAt > OLDEST_MS) {
        logger.warn(
          'a message of WhatsApp that is two weeks old came once more, and is passed over',
        )
        continue
      }
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
