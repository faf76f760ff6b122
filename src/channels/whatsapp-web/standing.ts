import type {
  Clock,
  Logger,
  WhatsAppLine,
  WhatsAppLoss,
  WhatsAppPairing,
  WhatsAppRefusal,
} from '../../ports/index.ts'
import type { Memory } from './memory.ts'

/** Where the connection stands, and who is told of it. */
export interface Standing extends Omit<WhatsAppLine, 'reconnect'> {
  turn(next: WhatsAppPairing): void
  /** It is lost, since it last stood. */
  lose(reason: WhatsAppLoss): void
  refuse(reason: WhatsAppRefusal): void
}

/** What a standing works with. */
export interface StandingOptions {
  readonly memory: Memory
  readonly clock: Clock
  readonly logger: Logger
}

/** So long without the phone, and the staff must know, in ms. */
export const AWAY_MS = 3 * 86_400_000

/** Creates the standing of a connection that is about to be made. */
export function createStanding({ memory, clock, logger }: StandingOptions): Standing {
  const listeners = new Set<() => void>()
  const startedAt = clock.now()
  let pairing: WhatsAppPairing = { type: 'starting' }
  let saidAway = false

  const standing: Standing = {
    pairing: () => pairing,
    awaySince() {
      const { connectedAt } = memory.now
      if (pairing.type === 'connected' || connectedAt === undefined) return undefined
      return clock.now() - connectedAt >= AWAY_MS ? connectedAt : undefined
    },
    onPairing(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    turn(next) {
      const isNews = next.type !== pairing.type || reasonIn(next) !== reasonIn(pairing)
      pairing = next
      if (isNews) logger.info(`WhatsApp: ${next.type}`, { reason: reasonIn(next) })
      const isAway = standing.awaySince() !== undefined
      if (isAway && !saidAway) logger.error('WhatsApp has been without its phone for three days')
      saidAway = isAway
      for (const listener of listeners) listener()
    },
    lose(reason) {
      standing.turn({ type: 'lost', reason, since: memory.now.connectedAt ?? startedAt })
    },
    refuse: (reason) => standing.turn({ type: 'refused', reason }),
  }
  return standing
}

function reasonIn(pairing: WhatsAppPairing): string | undefined {
  return pairing.type === 'lost' || pairing.type === 'refused' ? pairing.reason : undefined
}
