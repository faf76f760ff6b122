import { createCampaignBook } from '../../../src/campaigns/index.ts'
import { createDalil, type Dalil, type TurnServices } from '../../../src/conversation/index.ts'
import {
  type Address,
  type ChannelName,
  type Choice,
  type InboundContent,
  type Locale,
  textOf,
  toAddress,
  withoutDirectionMarks,
} from '../../../src/core/index.ts'
import { createIds } from '../../../src/ids.ts'
import {
  type CampaignRecord,
  type Channel,
  type Clock,
  type Sealer,
  type Store,
  silentLogger,
} from '../../../src/ports/index.ts'
import { createKeyring, createPseudonymizer, createSealer } from '../../../src/privacy/index.ts'
import { createMemoryStore } from '../../../src/store/memory/index.ts'

/** Somebody of the simulation. */
export interface Person {
  readonly name: string
  readonly channel: ChannelName
  readonly locale: Locale
}

/** What somebody got for one message. */
export interface Received {
  readonly text: string
  readonly choices: readonly Choice[]
}

/** One Dalil with everything real but the platforms and the time, for many people at once. */
export interface World {
  readonly store: Store
  readonly dalil: Dalil
  readonly sealer: Sealer
  readonly clock: Clock
  readonly services: () => TurnServices
  /** Moves the clock to a moment; never back. */
  moveTo(time: number): void
  send(person: Person, content: InboundContent): Promise<Received>
  /** What was sent to somebody since they last wrote. */
  receivedBy(person: Person): Received
}

const KEY = Buffer.alloc(32, 7).toString('base64')

/** Opens a world at a moment, with these campaigns. */
export function createWorld(
  base: TurnServices,
  start: number,
  campaigns: readonly CampaignRecord[],
): World {
  let now = start
  const clock: Clock = { now: () => now }
  const store = createMemoryStore()
  const book = createCampaignBook(campaigns, base.knowledge.texts)
  const services = () => ({ ...base, campaigns: book })
  const keyring = createKeyring({ dir: '/nowhere', setting: KEY })
  const sealer = createSealer(keyring)
  const newId = createIds(clock)
  const inboxes = new Map<Address, Received>()
  const channel: Channel = {
    name: 'telegram',
    limits: {
      ...{ textLength: 4096, choices: 30, choiceLength: 60 },
      media: { image: true, document: true, audio: true },
    },
    start: async () => {},
    stop: async () => {},
    state: () => ({ type: 'on' }),
    async send(address, message) {
      const before = inboxes.get(address) ?? { text: '', choices: [] }
      const choices = message.type === 'text' ? (message.choices ?? before.choices) : before.choices
      const text = `${before.text}\n\n${withoutDirectionMarks(textOf(message))}`
      inboxes.set(address, { text, choices })
      return { type: 'sent' }
    },
  }
  const dalil = createDalil({
    ...{ store, services, sealer, clock, newId, logger: silentLogger, defaultLocale: 'fr' },
    channel: () => channel,
    pseudonym: createPseudonymizer(keyring),
    redact: (text) => text,
    groupOf: async () => 'group',
  })
  const addressOf = ({ name, channel }: Person) =>
    toAddress({ channel, account: 'simulation', peer: name })
  const receivedBy = (person: Person) => inboxes.get(addressOf(person)) ?? { text: '', choices: [] }
  return {
    ...{ store, dalil, sealer, clock, services, receivedBy },
    moveTo(time) {
      now = Math.max(now, time)
    },
    async send(person, content) {
      const address = addressOf(person)
      inboxes.delete(address)
      await dalil.receive({
        ...{ deliveryId: newId(), address, channel: person.channel, sentAt: now, content },
        localeHint: person.locale,
      })
      await dalil.idle()
      return receivedBy(person)
    },
  }
}
