import { z } from 'zod'
import { messageOf } from '../../errors.ts'
import type { Logger, SettingRepository, Timers } from '../../ports/index.ts'

/** What is known about the connection from earlier runs. It holds no number and no word. */
export interface Remembered {
  /** Which number was paired, as a digest. */
  readonly account?: string | undefined
  /** When it was paired: what was written before was written to somebody else, ms since 1970. */
  readonly pairedAt?: number | undefined
  /** When the connection was last known to stand, ms since 1970. */
  readonly connectedAt?: number | undefined
  /** All that was written before has been taken in, ms since 1970. */
  readonly takenUntil?: number | undefined
  /** How many messages were sent on `day` (`YYYY-MM-DD`). */
  readonly day?: string | undefined
  readonly sent?: number | undefined
}

/** Keeps {@link Remembered} between runs. */
export interface Memory {
  readonly now: Remembered
  /** Reads what an earlier run left. */
  load(): Promise<void>
  /** Takes note; on disk within seconds. */
  note(change: Remembered): void
  /** Puts what was noted on disk. Never rejects. */
  flush(): Promise<void>
}

/** The setting that holds it; the doctor reads it, too. */
export const MEMORY_SETTING = 'whatsapp-web'

/** How long what was noted may be lost by a crash: every reader allows for it, in ms. */
export const NOTED_WITHIN_MS = 10_000

const REMEMBERED = z.object({
  account: z.string().optional(),
  pairedAt: z.number().optional(),
  connectedAt: z.number().optional(),
  takenUntil: z.number().optional(),
  day: z.string().optional(),
  sent: z.number().optional(),
})

/** Reads the setting; a broken one counts as none. */
export function parseRemembered(text: string | undefined): Remembered {
  if (text === undefined) return {}
  try {
    return REMEMBERED.parse(JSON.parse(text))
  } catch {
    return {}
  }
}

/** What a memory works with. */
export interface MemoryOptions {
  readonly settings: SettingRepository
  readonly timers: Timers
  readonly logger: Logger
}

/** Creates a memory that has to be loaded. */
export function createMemory({ settings, timers, logger }: MemoryOptions): Memory {
  let now: Remembered = {}
  let cancel: (() => void) | undefined
  const memory: Memory = {
    get now() {
      return now
    },
    async load() {
      now = parseRemembered(await settings.find(MEMORY_SETTING))
    },
    note(change) {
      now = { ...now, ...change }
      cancel ??= timers.after(NOTED_WITHIN_MS, () => void memory.flush())
    },
    async flush() {
      if (cancel === undefined) return
      cancel()
      cancel = undefined
      try {
        await settings.put(MEMORY_SETTING, JSON.stringify(now))
      } catch (error) {
        logger.warn('the state of WhatsApp could not be kept', { reason: messageOf(error) })
      }
    },
  }
  return memory
}
