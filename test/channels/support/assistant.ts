import {
  createLetters,
  createSender,
  type Sender,
  toOutbox,
} from '../../../src/conversation/index.ts'
import type { InboundMessage, OutboundMessage, PersonId } from '../../../src/core/index.ts'
import { createIds } from '../../../src/ids.ts'
import {
  type Channel,
  type Receive,
  type Sealer,
  type Store,
  silentLogger,
} from '../../../src/ports/index.ts'
import { createMemoryStore } from '../../../src/store/memory/index.ts'
import { createClock, type FakeClock } from '../../support/clock.ts'

/** Stands in for the conversation: whatever is written comes back as "re: …", by outbox and sender. */
export interface Assistant {
  readonly receive: Receive
  readonly sender: Sender
  readonly store: Store
  readonly clock: FakeClock
  /** All that was handed in, repeated deliveries too, in order. */
  readonly received: readonly InboundMessage[]
  /** Whether what comes in can be kept at the moment. */
  broken: boolean
  /** Puts a message into the outbox without sending it, as a crash would leave it. */
  leave(to: InboundMessage, text: string): Promise<string>
  person(message: InboundMessage): PersonId
  idle(): Promise<void>
}

/** How things are sealed is another room's matter. */
const sealer: Sealer = {
  seal: (text) => text,
  open: (sealed) => sealed,
  isCurrent: () => true,
}

/** Creates the assistant of a channel; with the store of an earlier one it is that one restarted. */
export function createAssistant(
  channel: () => Channel,
  options: { readonly store?: Store; readonly clock?: FakeClock } = {},
): Assistant {
  const store = options.store ?? createMemoryStore()
  const clock = options.clock ?? createClock()
  const newId = createIds(clock)
  const received: InboundMessage[] = []
  let work = Promise.resolve()
  const letters = createLetters(sealer)
  const sender = createSender({ store, channel, sealer, letters, clock, logger: silentLogger })
  const person = (message: InboundMessage) => message.address as string as PersonId

  const assistant: Assistant = {
    store,
    clock,
    sender,
    received,
    broken: false,
    person,
    receive(message) {
      received.push(message)
      const mine = work.then(() => handle(message))
      work = mine.catch(() => undefined)
      return mine
    },
    async leave(to, text) {
      const message: OutboundMessage = { type: 'text', text, direction: 'ltr' }
      const address = to.address
      const record = toOutbox(
        { sealer, newId },
        { person: person(to), address, message, now: clock.now() },
      )
      await store.outbox.add(record)
      return record.id
    },
    async idle() {
      await work
      await sender.idle()
    },
  }
  return assistant

  async function handle(message: InboundMessage): Promise<void> {
    if (assistant.broken) throw new Error('the disk is full')
    const delivery = `${message.channel}:${message.deliveryId}`
    if (await store.deliveries.has(delivery)) return
    await store.deliveries.add(delivery, clock.now())
    await keepPerson(message)
    await assistant.leave(message, `re: ${summary(message)}`)
    void sender.deliver(person(message))
  }

  async function keepPerson(message: InboundMessage): Promise<void> {
    const now = clock.now()
    const address = sealer.seal(message.address, 'address')
    const kept = { id: person(message), channel: message.channel, address, session: '' }
    await store.people.put({ ...kept, createdAt: now, lastSeenAt: now, gone: false })
  }
}

function summary({ content }: InboundMessage): string {
  return content.type === 'text' ? content.text : content.type
}
