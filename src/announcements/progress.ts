import type { FigureEvent } from '../core/index.ts'
import type { Figure } from '../ports/index.ts'

/** How the messages of an announcement ended; what did not yet is on its way. */
export interface Progress {
  readonly queued: number
  readonly sent: number
  readonly failed: number
  /** The person had left. */
  readonly gone: number
  /** It was stopped, lost its use, or the person wants no more. */
  readonly dropped: number
  /** Of those on their way: it waits for the next word of the person, or for them to be back. */
  readonly away: number
}

const ENDS = ['sent', 'failed', 'gone', 'dropped'] as const

/** Adds up what was counted of an announcement. */
export function progressOf(figures: readonly Figure[], id: string): Progress {
  const of = (event: FigureEvent) =>
    figures
      .filter((figure) => figure.event === event && figure.facets.announcement === id)
      .reduce((sum, { count }) => sum + count, 0)
  return {
    queued: of('announcement-queued'),
    sent: of('announcement-sent'),
    failed: of('announcement-failed'),
    gone: of('announcement-gone'),
    dropped: of('announcement-dropped'),
    away: of('announcement-away') - of('announcement-back'),
  }
}

/** How many are still on their way. */
export function waitingIn(progress: Progress): number {
  return ENDS.reduce((left, end) => left - progress[end], progress.queued)
}
