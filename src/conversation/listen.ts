import type { InboundMessage, PersonId } from '../core/index.ts'
import type { Store } from '../ports/index.ts'

/**
 * What is said in a voice message: empty where it was not understood, `undefined` where nobody here
 * listens. Rejects only where the platform is to bring the message again.
 */
export type Hear = (voice: InboundMessage) => Promise<string | undefined>

/** What listening works with. */
export interface ListeningOptions {
  readonly hear?: Hear
  readonly store: Pick<Store, 'deliveries'>
  /** The pseudonym of a delivery. */
  readonly deliveryOf: (message: InboundMessage) => string
}

/** Turns voice messages into words before their turn; a turn itself waits for nothing. */
export interface Listening {
  /**
   * Does `work` with a message, a voice message with what was heard in it. Whatever the same person
   * writes meanwhile waits behind it; nobody else does.
   */
  run(
    person: PersonId,
    message: InboundMessage,
    work: (heard: InboundMessage) => Promise<void>,
  ): Promise<void>
}

/** Creates the {@link Listening} of a Dalil. */
export function createListening({ hear, store, deliveryOf }: ListeningOptions): Listening {
  const lines = new Map<PersonId, Promise<void>>()

  /** A delivery that was seen is dropped later on: it is not listened to twice. */
  async function heard(message: InboundMessage): Promise<InboundMessage> {
    if (hear === undefined || message.content.type !== 'voice') return message
    if (await store.deliveries.has(deliveryOf(message))) return message
    const text = await hear(message)
    return text === undefined ? message : { ...message, content: { type: 'heard', text } }
  }

  return {
    run(person, message, work) {
      const before = lines.get(person)
      const isVoice = hear !== undefined && message.content.type === 'voice'
      if (before === undefined && !isVoice) return work(message)
      const mine = (before ?? Promise.resolve()).then(async () => work(await heard(message)))
      const tail = mine.catch(() => undefined)
      lines.set(person, tail)
      void tail.then(() => {
        if (lines.get(person) === tail) lines.delete(person)
      })
      return mine
    },
  }
}
