import { z } from 'zod'
import { messageOf } from '../../errors.ts'
import type { Logger, SettingRepository, Timers } from '../../ports/index.ts'
import { reasonOfCode } from './errors.ts'
import type { WireStatus } from './wire.ts'

/** What became of the messages that the platform had taken, over all runs. */
export interface DeliveryTally {
  readonly sent: number
  readonly delivered: number
  readonly read: number
  readonly failed: number
  /** The last that failed: when, ms since 1970, and why. */
  readonly lastFailure?: { readonly at: number; readonly reason: string } | undefined
}

/** Counts what became of messages; holds no number and no word. */
export interface Deliveries {
  load(): Promise<void>
  note(statuses: readonly WireStatus[]): void
  /** Puts what was noted on disk. Never rejects. */
  flush(): Promise<void>
}

/** The setting that holds the tally; the doctor reads it, too. */
export const DELIVERIES_SETTING = 'whatsapp-cloud-deliveries'

/** How long what was counted may be lost by a crash, in ms. */
const NOTED_WITHIN_MS = 10_000

const count = z.number().default(0)
const TALLY = z.object({
  sent: count,
  delivered: count,
  read: count,
  failed: count,
  lastFailure: z.object({ at: z.number(), reason: z.string() }).optional(),
})

/** Reads the setting; a broken one counts as none. */
export function parseTally(text: string | undefined): DeliveryTally {
  try {
    return TALLY.parse(JSON.parse(text ?? '{}'))
  } catch {
    return TALLY.parse({})
  }
}

/** What counting works with. */
export interface DeliveriesOptions {
  readonly settings: SettingRepository
  readonly timers: Timers
  readonly logger: Logger
}

/** Creates the counting. A failure that comes after the platform took a message is also logged. */
export function createDeliveries({ settings, timers, logger }: DeliveriesOptions): Deliveries {
  let tally = parseTally(undefined)
  let cancel: (() => void) | undefined
  const deliveries: Deliveries = {
    async load() {
      tally = parseTally(await settings.find(DELIVERIES_SETTING))
    },
    note(statuses) {
      for (const status of statuses) add(status)
      if (statuses.length > 0) {
        cancel ??= timers.after(NOTED_WITHIN_MS, () => void deliveries.flush())
      }
    },
    async flush() {
      if (cancel === undefined) return
      cancel()
      cancel = undefined
      try {
        await settings.put(DELIVERIES_SETTING, JSON.stringify(tally))
      } catch (error) {
        logger.warn('the deliveries of WhatsApp could not be kept', { reason: messageOf(error) })
      }
    },
  }
  return deliveries

  function add({ status, timestamp, errors }: WireStatus): void {
    if (status === 'sent' || status === 'delivered' || status === 'read') {
      tally = { ...tally, [status]: tally[status] + 1 }
    }
    if (status !== 'failed') return
    const reason = reasonOfCode(errors?.[0]?.code ?? 0)
    const lastFailure = { at: timestamp * 1000, reason }
    tally = { ...tally, failed: tally.failed + 1, lastFailure }
    logger.error('WhatsApp took a message and could not deliver it', { reason })
  }
}
