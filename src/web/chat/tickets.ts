import { createHash } from 'node:crypto'
import { isDalilError } from '../../errors.ts'
import type { Clock, Sealer, Store } from '../../ports/index.ts'

/** Stands in the address of a stream in the place of a page's token, which proxies would log. */
export interface Tickets {
  issue(token: string): string
  /** The token that a ticket stands for, once and for {@link TICKET_MS}; `undefined` otherwise. */
  redeem(ticket: string): Promise<string | undefined>
}

/** What tickets work with. */
export interface TicketsOptions {
  readonly sealer: Sealer
  readonly store: Pick<Store, 'transaction'>
  readonly clock: Clock
}

/** How long a page has to open its stream: slow lines take seconds. */
export const TICKET_MS = 60_000

const PURPOSE = 'ticket'

/** Creates tickets that hold at every process of a store, and open one stream each. */
export function createTickets({ sealer, store, clock }: TicketsOptions): Tickets {
  const open = (ticket: string) => {
    try {
      const [until = '', token = ''] = sealer.open(ticket, PURPOSE).split(' ')
      return Number(until) >= clock.now() ? token : undefined
    } catch (error) {
      if (isDalilError(error)) return undefined
      throw error
    }
  }
  return {
    issue: (token) => sealer.seal(`${clock.now() + TICKET_MS} ${token}`, PURPOSE),
    async redeem(ticket) {
      const token = open(ticket)
      if (token === undefined) return undefined
      const used = `ticket:${createHash('sha256').update(ticket).digest('base64url')}`
      return store.transaction(
        async ({ deliveries }) => {
          if (await deliveries.has(used)) return undefined
          await deliveries.add(used, clock.now())
          return token
        },
        { alone: used },
      )
    },
  }
}
