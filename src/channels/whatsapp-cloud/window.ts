import type { Address } from '../../core/index.ts'
import type { Clock } from '../../ports/index.ts'

/** When people last wrote: only within 24 hours of that may they be written to freely. */
export interface Window {
  /** Takes note that somebody wrote. */
  wrote(address: Address, at: number, messageId: string): void
  isOpen(address: Address): Promise<boolean>
  /** The id of their last message, where it is remembered. */
  lastMessage(address: Address): string | undefined
}

/** What a window works with. */
export interface WindowOptions {
  readonly clock: Clock
  /** When somebody last wrote, ms since 1970, as it is kept; `undefined` where that is not known. */
  readonly lastSeen: (address: Address) => Promise<number | undefined>
}

/** The platform's 24 hours, less a minute for the way. */
const OPEN_MS = 24 * 3_600_000 - 60_000

/** People who are remembered; the others are looked up. */
const MAX_REMEMBERED = 10_000

/** Creates the window of a number. Somebody of whom nothing is known is left to the platform. */
export function createWindow({ clock, lastSeen }: WindowOptions): Window {
  const known = new Map<Address, { readonly at: number; readonly messageId: string }>()
  return {
    wrote(address, at, messageId) {
      const before = known.get(address)
      if (before !== undefined && before.at > at) return
      known.delete(address)
      known.set(address, { at, messageId })
      const oldest = known.keys().next().value
      if (known.size > MAX_REMEMBERED && oldest !== undefined) known.delete(oldest)
    },
    async isOpen(address) {
      const opensAt = clock.now() - OPEN_MS
      const at = known.get(address)?.at ?? 0
      if (at > opensAt) return true
      // Another process, or an earlier one, may know better.
      const seen = (await lastSeen(address)) ?? (at === 0 ? undefined : at)
      return seen === undefined || seen > opensAt
    },
    lastMessage: (address) => known.get(address)?.messageId,
  }
}
