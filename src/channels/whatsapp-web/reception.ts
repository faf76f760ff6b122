import { createHash } from 'node:crypto'
import type { InboundMessage } from '../../core/index.ts'
import type { Clock, Logger, Receive, Timers } from '../../ports/index.ts'
import { gather, sinceWhen } from './catch-up.ts'
import { reasonOf } from './errors.ts'
import { toInbound } from './inbound.ts'
import { createIntake } from './intake.ts'
import type { MessageEvent } from './keeper.ts'
import type { Memory } from './memory.ts'
import type { Connection } from './sending.ts'

/** Takes in what people write, and what they wrote while nobody was there, oldest first. */
export interface Reception {
  /** The page brings something. */
  take(event: MessageEvent): void
  /** A connection is there, after a break or for the first time. */
  connected(connection: Connection, codeAt: number | undefined): void
  /** It still is. */
  alive(connection: Connection): void
  stop(): Promise<void>
}

/** What a reception works with. */
export interface ReceptionOptions {
  readonly receive: Receive
  readonly connection: () => Connection | undefined
  readonly memory: Memory
  readonly clock: Clock
  readonly timers: Timers
  readonly logger: Logger
}

/** Something on its way in. */
interface Arrival {
  readonly chat: string
  readonly message: InboundMessage
}

/** Creates a reception. */
export function createReception(options: ReceptionOptions): Reception {
  const { connection, memory, clock, logger } = options
  const intake = createIntake({
    ...options,
    // Read is what is kept, and not before.
    onKept: (chat) => {
      const seen = connection()?.client.seen(chat)
      seen?.catch((error: unknown) => {
        logger.debug('a chat could not be marked as read', { reason: reasonOf(error) })
      })
    },
  })
  /** What comes while the past is being gathered waits for it, so that nobody's words change places. */
  let meanwhile: Arrival[] | undefined
  let complete = false
  let work = Promise.resolve()

  return {
    take({ type, message }) {
      const account = connection()?.account
      if (account === undefined) return
      const inbound = toInbound(type, message, account)
      if (inbound === undefined) return
      const arrival = { chat: message.chat, message: inbound }
      if (meanwhile === undefined) intake.add(arrival.chat, arrival.message)
      else meanwhile.push(arrival)
    },
    connected(line, codeAt) {
      meanwhile ??= []
      complete = false
      begin(line, codeAt)
      work = work.then(() => catchUp(line))
    },
    alive(line) {
      if (complete) memory.note({ takenUntil: intake.oldest() ?? clock.now() })
      else work = work.then(() => catchUp(line))
    },
    async stop() {
      await work
      await intake.stop()
    },
  }

  /** A number that is paired for the first time is answered for from the moment of its pairing. */
  function begin({ account }: Connection, codeAt: number | undefined): void {
    const digest = createHash('sha256').update(account).digest('hex').slice(0, 16)
    const { account: known, takenUntil } = memory.now
    if (known === digest && takenUntil !== undefined) return
    memory.note({ account: digest, takenUntil: codeAt ?? clock.now() })
  }

  async function catchUp(line: Connection): Promise<void> {
    if (complete || connection()?.client !== line.client) return
    const now = clock.now()
    const past: Arrival[] = []
    try {
      const since = sinceWhen(memory.now.takenUntil ?? now, now)
      for (const message of await gather(line.client, since)) {
        const inbound = toInbound('message', message, line.account)
        if (inbound !== undefined) past.push({ chat: message.chat, message: inbound })
      }
      complete = true
    } catch (error) {
      const reason = reasonOf(error)
      logger.warn('what came in meanwhile could not be looked for; tried again', { reason })
    }
    const ids = new Set(past.map(({ message }) => message.deliveryId))
    const since = (meanwhile ?? []).filter(({ message }) => !ids.has(message.deliveryId))
    meanwhile = undefined
    for (const { chat, message } of [...past, ...since]) intake.add(chat, message)
    if (complete) memory.note({ takenUntil: intake.oldest() ?? now })
  }
}
