import type { Clock, Logger, Timers, WhatsAppLine } from '../../ports/index.ts'
import { type Attempt, type AttemptEvent, beginAttempt, type Over } from './attempt.ts'
import type { CreateClient } from './client.ts'
import type { Failure } from './errors.ts'
import type { Memory } from './memory.ts'
import { backoff, createPauses } from './pauses.ts'
import type { Connection } from './sending.ts'
import { createStanding } from './standing.ts'

/** Keeps WhatsApp connected: opens a browser, watches it, and opens the next when it is over. */
export interface Keeper extends WhatsAppLine {
  start(): void
  stop(): Promise<void>
  /** What can be sent through at this moment. */
  connection(): Connection | undefined
  /** Something that was asked of the page failed. */
  failed(failure: Failure): void
}

/** What keeping works with. */
export interface KeeperOptions {
  /** `undefined` where there is no browser on this machine. */
  readonly createClient: CreateClient | undefined
  /** Forgets the session that the phone has ended. */
  readonly wipe: () => Promise<void>
  readonly memory: Memory
  /** It is connected, after a break or for the first time; `codeAt`: when a code was last shown. */
  readonly onConnected: (connection: Connection, codeAt: number | undefined) => void
  /** It still is. */
  readonly onAlive: (connection: Connection) => void
  readonly onMessage: (event: MessageEvent) => void
  readonly clock: Clock
  readonly timers: Timers
  readonly logger: Logger
}

/** Something that people did. */
export type MessageEvent = Extract<
  AttemptEvent,
  { readonly type: 'message' | 'edited' | 'deleted' | 'unreadable' | 'call' }
>

/** A connection that held so long was a good one: the next attempt follows at once, in ms. */
const GOOD_MS = 60_000
/** What only a person can mend is tried again once an hour. */
const REFUSED_PAUSE_MS = 60 * 60_000
/** A phone with years of chats takes its time: each attempt in vain gives the next one more. */
const MOST_PATIENCE = 5
/** Codes that nobody scanned: after so many browsers it waits until somebody asks for a new one. */
const MOST_UNSCANNED = 5

/** Creates a keeper that has not begun. */
export function createKeeper(options: KeeperOptions): Keeper {
  const { memory, clock, timers, logger } = options
  const pauses = createPauses(timers)
  const { pairing, awaySince, onPairing, turn, lose, refuse } = createStanding(options)
  let connection: Connection | undefined
  let attempt: Attempt | undefined
  let working: Promise<void> = Promise.resolve()
  let stopped = false
  let unlinked = false
  let codeAt: number | undefined
  let failures = 0
  let unscanned = 0

  return {
    start() {
      working = work()
    },
    async stop() {
      stopped = true
      connection = undefined
      attempt?.end('asked')
      pauses.endAll()
      await working
    },
    connection: () => connection,
    failed(failure) {
      if (failure === 'hanging' || failure === 'changed') attempt?.end(failure)
    },
    ...{ pairing, awaySince, onPairing },
    reconnect() {
      failures = 0
      unscanned = 0
      if (attempt !== undefined) turn({ type: 'starting' })
      attempt?.end('asked')
      pauses.endAll()
    },
  }

  async function work(): Promise<void> {
    const { createClient } = options
    if (createClient === undefined) return turn({ type: 'refused', reason: 'no-browser' })
    while (!stopped) {
      const begunAt = clock.now()
      const patience = Math.min(failures + 1, MOST_PATIENCE)
      attempt = beginAttempt({ createClient, patience, timers, onEvent: handle })
      const over = await attempt.over
      connection = undefined
      await attempt.client.close()
      if (stopped) return
      if (over === 'unlinked') await forgetPhone()
      const wasGood = pairing().type === 'connected' && clock.now() - begunAt >= GOOD_MS
      failures = wasGood ? 0 : failures + 1
      await pauses.pause(endOf(over))
    }
  }

  function handle(event: AttemptEvent): void {
    if (stopped) return
    switch (event.type) {
      case 'code':
        codeAt = clock.now()
        turn({ type: 'waiting', code: event.code, unlinked })
        return
      case 'connected':
        connect()
        return
      case 'alive':
        memory.note({ connectedAt: clock.now() })
        if (connection !== undefined) options.onAlive(connection)
        return
      case 'waiting':
        connection = undefined
        lose(event.reason)
        return
      case 'unopened':
        logger.warn('the page of WhatsApp could not be opened', { reason: event.reason })
        return
      case 'missing':
        logger.warn('the page of WhatsApp lacks what the library looks for', { part: event.part })
        return
      default:
        options.onMessage(event)
    }
  }

  function connect(): void {
    const client = attempt?.client
    const account = client?.account()
    if (client === undefined || account === undefined) {
      attempt?.end('hanging')
      return
    }
    unlinked = false
    unscanned = 0
    connection = { client, account }
    turn({ type: 'connected', since: clock.now() })
    options.onConnected(connection, codeAt)
    codeAt = undefined
    memory.note({ connectedAt: clock.now() })
  }

  /** Says what an attempt that is over means; for how long to pause, in ms. */
  function endOf(over: Over): number {
    switch (over) {
      case 'asked':
        return 0
      case 'unlinked':
        turn({ type: 'starting' })
        return backoff(failures)
      case 'blocked':
      case 'version':
      case 'denied':
        refuse(over)
        return REFUSED_PAUSE_MS
      case 'unscanned':
        unscanned++
        if (unscanned >= MOST_UNSCANNED) {
          lose(over)
          return REFUSED_PAUSE_MS
        }
        turn({ type: 'starting' })
        return 0
      default:
        lose(over)
        return backoff(failures)
    }
  }

  async function forgetPhone(): Promise<void> {
    unlinked = true
    try {
      await options.wipe()
    } catch {
      logger.error('the session of WhatsApp could not be deleted; delete its folder by hand')
    }
  }
}
