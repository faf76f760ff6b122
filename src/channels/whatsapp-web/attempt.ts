import { messageOf } from '../../errors.ts'
import type { Timers } from '../../ports/index.ts'
import type { ClientEvent, CreateClient, Ending, WhatsAppClient } from './client.ts'
import { withDeadlines } from './deadline.ts'
import { failureOf } from './errors.ts'

/** Why an attempt is over. */
export type Over = Ending | 'hanging' | 'changed' | 'phone' | 'unscanned' | 'asked'

/** What happens in an attempt. */
export type AttemptEvent =
  | { readonly type: 'code'; readonly code: string }
  /** Messages come and go; again after an interruption. */
  | { readonly type: 'connected' }
  /** It still is. */
  | { readonly type: 'alive' }
  /** The page waits for the phone or for the network. */
  | { readonly type: 'waiting'; readonly reason: 'phone' | 'network' }
  /** The library asked the page for a part of this name, which it does not have. */
  | { readonly type: 'missing'; readonly part: string }
  /** The browser or its first page could not be opened; nothing of anybody stands in the reason. */
  | { readonly type: 'unopened'; readonly reason: string }
  | Extract<
      ClientEvent,
      { readonly type: 'message' | 'edited' | 'deleted' | 'unreadable' | 'call' }
    >

/** One browser with one page of WhatsApp, watched. */
export interface Attempt {
  readonly client: WhatsAppClient
  /** Resolves when it is of no use any more. The client is still to be closed. */
  readonly over: Promise<Over>
  end(reason: Over): void
}

/** What an attempt works with. */
export interface AttemptOptions {
  readonly createClient: CreateClient
  /** How often {@link READY_WITHIN_MS} the page is given on its way to being ready. */
  readonly patience: number
  readonly timers: Timers
  readonly onEvent: (event: AttemptEvent) => void
}

/** A page that says nothing for so long on its way to being ready never will be, in ms. */
export const READY_WITHIN_MS = 3 * 60_000
/** A code is renewed every minute at least; this long without, and the page has given up, in ms. */
export const CODE_WITHIN_MS = 4 * 60_000
/** How often a connected page is asked whether it still is, in ms. */
export const BEAT_MS = 60_000
/** Of what a browser says when it does not start, in characters. */
const LONGEST_REASON = 500
/** How long the page may look for the phone or the network by itself, in ms. */
const WAITING_MS = 15 * 60_000

/** Opens a browser and watches it: every way it can fail in silence has a time limit. */
export function beginAttempt(options: AttemptOptions): Attempt {
  const { createClient, timers, onEvent } = options
  const readyWithinMs = READY_WITHIN_MS * options.patience
  let resolveOver: (reason: Over) => void = () => {}
  const over = new Promise<Over>((resolve) => {
    resolveOver = resolve
  })
  const client = withDeadlines(createClient(handle), timers)
  let isOver = false
  let ready = false
  let connected = false
  let hasCode = false
  let misses = 0
  let isForeign = false
  let alarm = () => {}
  let beat = () => {}

  watch(readyWithinMs, 'hanging')
  client.open().then(
    () => {
      if (!ready && !hasCode) watch(readyWithinMs, 'hanging')
    },
    (error: unknown) => {
      if (isOver) return
      const reason = messageOf(error).slice(0, LONGEST_REASON)
      if (!ready) onEvent({ type: 'unopened', reason })
      end(overBecauseOf(error))
    },
  )
  return { client, over, end }

  function end(reason: Over): void {
    if (isOver) return
    isOver = true
    alarm()
    beat()
    resolveOver(reason)
  }

  function watch(ms: number, reason: Over): void {
    alarm()
    alarm = timers.after(ms, () => end(isForeign ? 'changed' : reason))
  }

  function handle(event: ClientEvent): void {
    if (isOver) return
    switch (event.type) {
      case 'code':
        hasCode = true
        watch(CODE_WITHIN_MS, 'unscanned')
        onEvent(event)
        return
      case 'progress':
        hasCode = false
        if (!ready) watch(readyWithinMs, 'hanging')
        return
      case 'ready':
        ready = true
        // Loaded anew, it may have missed something.
        connected = false
        turned('CONNECTED')
        nextBeat()
        return
      case 'state':
        if (ready) turned(event.state)
        return
      case 'fault':
        missing(event.text)
        return
      case 'ended':
        end(event.reason)
        return
      default:
        onEvent(event)
    }
  }

  function missing(fault: string): void {
    const part = fault.match(/unknown module\W*(\w+)/iu)?.[1]
    if (part === undefined) return
    isForeign = true
    onEvent({ type: 'missing', part })
  }

  function turned(state: string): void {
    if (state === 'CONNECTED') {
      alarm()
      onEvent({ type: connected ? 'alive' : 'connected' })
      connected = true
    } else if (connected) {
      connected = false
      const reason = state === 'TIMEOUT' ? 'phone' : 'network'
      watch(WAITING_MS, reason)
      onEvent({ type: 'waiting', reason })
    }
  }

  function nextBeat(): void {
    beat()
    beat = timers.after(BEAT_MS, async () => {
      const state = await client.state().catch(() => undefined)
      misses = state === undefined ? misses + 1 : 0
      if (misses > 1) return end('hanging')
      if (isOver) return
      if (state !== undefined) turned(state)
      nextBeat()
    })
  }
}

function overBecauseOf(error: unknown): Over {
  const failure = failureOf(error)
  switch (failure) {
    case 'changed':
    case 'network':
    case 'hanging':
      return failure
    default:
      return 'browser'
  }
}
