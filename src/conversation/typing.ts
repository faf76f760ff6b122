import type { InboundMessage } from '../core/index.ts'
import { type Channel, systemTimers, type Timers } from '../ports/index.ts'

/** What showing that an answer is on its way works with. */
export interface TypingOptions {
  readonly channel: (name: InboundMessage['channel']) => Channel | undefined
  readonly timers?: Timers
}

/** An answer that is there before this needs no announcing: it would cost a call for each message. */
const FIRST_MS = 700

/** Platforms show "typing…" for about five seconds. */
const AGAIN_MS = 4500

/** So often at most: who waits for longer is not told that it will be any moment now. */
const TIMES = 8

/**
 * Shows "typing…" to the writer of a message for as long as its answer is in hand, be it that the turn
 * waits or that the platform takes its time. The returned function ends it.
 */
export function beginTyping(options: TypingOptions, message: InboundMessage): () => void {
  const { timers = systemTimers } = options
  const channel = options.channel(message.channel)
  if (channel?.typing === undefined || message.content.type === 'deleted') return () => {}
  let cancel = timers.after(FIRST_MS, () => show(1))
  return () => cancel()

  function show(times: number): void {
    channel?.typing?.(message.address).catch(() => undefined)
    cancel = times < TIMES ? timers.after(AGAIN_MS, () => show(times + 1)) : () => {}
  }
}
