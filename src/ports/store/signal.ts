import type { PersonId } from '../../core/index.ts'

/** What the processes of one Dalil tell each other: no address, and nothing that anybody wrote. */
export type Signal =
  /** A question was passed on to the team, or its thread has grown. */
  | { readonly type: 'question' }
  /** A colleague is writing a reply to a group of questions. */
  | { readonly type: 'writing'; readonly group: string; readonly id: string; readonly name: string }
  /** A message waits for somebody who is away here; their page may be open at another process. */
  | { readonly type: 'away'; readonly person: PersonId }
  /** A page has shown these messages of the outbox; another process may be waiting to hear it. */
  | { readonly type: 'shown'; readonly person: PersonId; readonly ids: readonly string[] }
  /** Signals may have been missed: look again at whatever they are about. Never sent, only heard. */
  | { readonly type: 'gap' }

/** The way to tell all processes that share a store, this one too. */
export interface SignalSender {
  /** Within a transaction it is told once that is kept, and never where it is not. */
  send(signal: Signal): Promise<void>
}

/** Called with each signal; must not throw. */
export type SignalListener = (signal: Signal) => void
