import { createHmac } from 'node:crypto'
import type { Clock } from '../../ports/index.ts'

/** How much may come from one network. */
export interface NetworkPace {
  /** In how many ms this network may ask again; 0 where it may now, which is then counted. */
  ask(network: string): number
  /** Counts one more open stream of this network, and its end; `undefined` where it has too many. */
  hold(network: string): (() => void) | undefined
  /** How many networks are remembered. */
  readonly size: number
}

/** What keeping the pace works with. */
export interface NetworkPaceOptions {
  readonly perMinute: number
  readonly clock: Clock
  /** Made anew by each process and never kept: nobody can ask later who was remembered. */
  readonly salt: string
}

const MINUTE_MS = 60_000

/** Networks that are remembered; one more forgets the one that was quiet the longest. */
const MAX_NETWORKS = 20_000

/**
 * Keeps the pace of each network, under a salted hash and for as long as it has something to wait
 * for: a minute at most after its last request or open stream. No address is stored, and none is logged.
 */
export function createNetworkPace({ perMinute, clock, salt }: NetworkPaceOptions): NetworkPace {
  /** What each has left, and when that was so; the one that was quiet the longest first. */
  const known = new Map<string, { readonly left: number; readonly at: number }>()
  const interval = MINUTE_MS / perMinute
  /** The open streams of each, as long as it has one. */
  const streams = new Map<string, number>()
  const keyOf = (network: string) => createHmac('sha256', salt).update(network).digest('base64url')

  return {
    ask(network) {
      const now = clock.now()
      forget(now)
      const key = keyOf(network)
      const { left, at } = known.get(key) ?? { left: perMinute, at: now }
      const has = Math.min(perMinute, left + (now - at) / interval)
      if (has < 1) return Math.ceil((1 - has) * interval)
      known.delete(key)
      known.set(key, { left: has - 1, at: now })
      return 0
    },
    hold(network) {
      const key = keyOf(network)
      const open = streams.get(key) ?? 0
      if (open >= perMinute) return undefined
      streams.set(key, open + 1)
      return () => {
        const left = (streams.get(key) ?? 1) - 1
        if (left === 0) streams.delete(key)
        else streams.set(key, left)
      }
    },
    get size() {
      return new Set([...known.keys(), ...streams.keys()]).size
    },
  }

  function forget(now: number): void {
    for (const [key, { at }] of known) {
      if (now - at < MINUTE_MS && known.size <= MAX_NETWORKS) return
      known.delete(key)
    }
  }
}
