import { isDalilError, messageOf } from '../errors.ts'
import type { Logger } from '../ports/index.ts'

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5_000

/** What {@link untilKept} works with. */
export interface UntilKeptOptions {
  readonly logger: Logger
  /** Aborted when the process is to end. */
  readonly stopping: AbortSignal
}

/**
 * Writes what became of a message, again and again while the store cannot: a message that was sent
 * and not noted as sent would be sent a second time.
 */
export async function untilKept(
  { logger, stopping }: UntilKeptOptions,
  write: () => Promise<void>,
): Promise<void> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 2)) {
    try {
      return await write()
    } catch (error) {
      const mayPass = isDalilError(error) && error.code !== 'store:closed'
      if (!mayPass || stopping.aborted) throw error
      if (pause === FIRST_PAUSE_MS) {
        logger.error('what was sent cannot be noted yet', { reason: messageOf(error) })
      }
      await passed(pause, stopping)
    }
  }
}

function passed(ms: number, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      stopping.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    stopping.addEventListener('abort', end)
  })
}
