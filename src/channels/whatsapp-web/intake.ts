import type { InboundMessage } from '../../core/index.ts'
import type { Logger, Receive, Timers } from '../../ports/index.ts'
import { reasonOf } from './errors.ts'
import { createPauses } from './pauses.ts'

/** Takes messages in, chat by chat in the order they came, until each is kept. */
export interface Intake {
  /** Resolves once it is kept, or nothing more is taken in. */
  add(chat: string, message: InboundMessage): Promise<void>
  /** When the oldest was written that is not kept yet, ms since 1970. */
  oldest(): number | undefined
  /** Takes nothing more in, and resolves when nothing is in hand. */
  stop(): Promise<void>
}

/** What taking in works with. */
export interface IntakeOptions {
  readonly receive: Receive
  /** All that came in a chat is kept. */
  readonly onKept: (chat: string) => void
  readonly timers: Timers
  readonly logger: Logger
}

interface Waiting {
  readonly message: InboundMessage
  readonly kept: () => void
}

const FIRST_RETRY_MS = 2000
const LONGEST_RETRY_MS = 60_000

/**
 * Creates the way in. WhatsApp brings a message to a browser once: what could not be kept is held
 * here and tried again, and what came after it in the same chat waits behind it.
 */
export function createIntake(options: IntakeOptions): Intake {
  const { receive, onKept, timers, logger } = options
  const queues = new Map<string, Waiting[]>()
  const pauses = createPauses(timers)
  const work = new Set<Promise<void>>()
  let stopped = false

  return {
    add(chat, message) {
      if (stopped) return Promise.resolve()
      return new Promise((resolve) => {
        const waiting = { message, kept: resolve }
        const queue = queues.get(chat)
        if (queue !== undefined) {
          queue.push(waiting)
          return
        }
        queues.set(chat, [waiting])
        const mine = takeAll(chat)
        work.add(mine)
        void mine.finally(() => work.delete(mine))
      })
    },
    oldest() {
      const times = [...queues.values()].flat().map(({ message }) => message.sentAt)
      return times.length === 0 ? undefined : Math.min(...times)
    },
    async stop() {
      stopped = true
      pauses.endAll()
      await Promise.all(work)
    },
  }

  async function takeAll(chat: string): Promise<void> {
    const queue = queues.get(chat) ?? []
    let failures = 0
    for (let next = queue[0]; next !== undefined && !stopped; next = queue[0]) {
      try {
        await receive(next.message)
        queue.shift()
        next.kept()
        failures = 0
      } catch (error) {
        failures++
        if (failures === 1) {
          logger.error('a message could not be kept and is tried again', {
            reason: reasonOf(error),
          })
        }
        await pauses.pause(Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1)))
      }
    }
    if (queue.length > 0) {
      for (const { kept } of queue) kept()
      return
    }
    queues.delete(chat)
    onKept(chat)
  }
}
