import { z } from 'zod'
import { CHANNELS, type ChannelName } from '../core/index.ts'
import { messageOf } from '../errors.ts'
import type { Clock, Logger, SettingRepository, Timers } from '../ports/index.ts'

/** When something last went out by each channel: all that is kept of a message that has arrived. */
export interface LastOut {
  sent(channel: ChannelName): void
  /** Puts what was noted on disk. Never rejects. */
  flush(): Promise<void>
}

/** The setting that holds it; the doctor reads it. */
export const LAST_OUT_SETTING = 'last-out'

/** How long what was noted may be lost by a crash, in ms. */
const NOTED_WITHIN_MS = 60_000

const KEPT = z.partialRecord(z.enum(CHANNELS), z.number())

/** By channel, ms since 1970. */
type Times = z.infer<typeof KEPT>

/** Reads the setting; a broken one counts as none. */
export function parseLastOut(text: string | undefined): Times {
  try {
    return KEPT.parse(JSON.parse(text ?? '{}'))
  } catch {
    return {}
  }
}

/** What noting works with. */
export interface LastOutOptions {
  readonly settings: SettingRepository
  readonly clock: Clock
  readonly timers: Timers
  readonly logger: Logger
}

/** Creates the notes of this process; those of others stand beside them. */
export function createLastOut({ settings, clock, timers, logger }: LastOutOptions): LastOut {
  const fresh = new Map<ChannelName, number>()
  let cancel: (() => void) | undefined
  const lastOut: LastOut = {
    sent(channel) {
      fresh.set(channel, clock.now())
      cancel ??= timers.after(NOTED_WITHIN_MS, () => void lastOut.flush())
    },
    async flush() {
      if (cancel === undefined) return
      cancel()
      cancel = undefined
      try {
        const kept = parseLastOut(await settings.find(LAST_OUT_SETTING))
        await settings.put(
          LAST_OUT_SETTING,
          JSON.stringify({ ...kept, ...Object.fromEntries(fresh) }),
        )
      } catch (error) {
        logger.warn('when messages last went out could not be kept', { reason: messageOf(error) })
      }
    },
  }
  return lastOut
}
