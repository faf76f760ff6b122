import { createHash } from 'node:crypto'
import type { InboundMessage } from '../../core/index.ts'
import type { Clock, Logger, Receive, Timers } from '../../ports/index.ts'
import { gather, sinceWhen } from './catch-up.ts'
import { reasonOf } from './errors.ts'
import { toInbound } from './inbound.ts'
import { createIntake } from './intake.ts'
import type { MessageEvent } from './keeper.ts'
import type { Memory } from './memory.ts'
import { createRings } from './rings.ts'
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
    onKept: (chat) => {
      if (meanwhile === undefined) markRead(chat)
      else unread.add(chat)
    },
  })
  /** Chats to be marked as read, once all that was written in them is taken in. */
  const unread = new Set<string>()
  /** What comes while the past is being gathered waits for it, so that nobody's words change places. */
  const readRing = createRings(clock)
  let meanwhile: Arrival[] | undefined
  let complete = false
  let stopped = false
  let work = Promise.resolve()

  return {
    take(event) {
      const account = connection()?.account
      if (account === undefined) return
      const isCall = event.type === 'call'
      const message = isCall
        ? readRing(event, account)
        : toInbound(event.type, event.message, account)
      if (message === undefined) return
      const arrival = { chat: isCall ? event.chat : event.message.chat, message }
      if (meanwhile === undefined) void intake.add(arrival.chat, arrival.message)
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
      stopped = true
      await intake.stop()
      await work
    },
  }

  /** A number that is paired for the first time is answered for from the moment of its pairing. */
  function begin({ account }: Connection, codeAt: number | undefined): void {
    const digest = createHash('sha256').update(account).digest('hex').slice(0, 16)
    const { account: known, takenUntil } = memory.now
    if (known === digest && takenUntil !== undefined) return
    const pairedAt = codeAt ?? clock.now()
    memory.note({ account: digest, pairedAt, takenUntil: pairedAt })
  }

  /** Read is what is kept, and not before: what a person does not see as read, they write again. */
  function markRead(chat: string): void {
    connection()
      ?.client.seen(chat)
      .catch((error: unknown) => {
        logger.debug('a chat could not be marked as read', { reason: reasonOf(error) })
      })
  }

  async function catchUp(line: Connection): Promise<void> {
    if (complete || connection()?.client !== line.client) return
    const now = clock.now()
    meanwhile ??= []
    const past = await lookBack(line, now)
    // One after the other: who wrote first is answered first.
    for (const { chat, message } of past ?? []) await intake.add(chat, message)
    if (stopped) return
    const ids = new Set(past?.map(({ message }) => message.deliveryId))
    const since = meanwhile.filter(({ message }) => !ids.has(message.deliveryId))
    meanwhile = undefined
    for (const { chat, message } of since) void intake.add(chat, message)
    for (const chat of unread) markRead(chat)
    unread.clear()
    if (past === undefined) return
    complete = true
    memory.note({ takenUntil: intake.oldest() ?? now })
  }

  /** What people wrote while nobody was there; `undefined` where it cannot be told. */
  async function lookBack(line: Connection, now: number): Promise<readonly Arrival[] | undefined> {
    try {
      const { pairedAt = now, takenUntil = now } = memory.now
      const since = Math.max(pairedAt, sinceWhen(takenUntil, now))
      const found = await gather(line.client, since)
      return found.flatMap((one) => {
        const message = toInbound('message', one, line.account)
        return message === undefined ? [] : [{ chat: one.chat, message }]
      })
    } catch (error) {
      const reason = reasonOf(error)
      logger.warn('what came in meanwhile could not be looked for; tried again', { reason })
      return undefined
    }
  }
}
