import type { AnnouncementPace } from '../../../src/announcements/index.ts'
import { createCampaignBook } from '../../../src/campaigns/index.ts'
import { createDalil, type Dalil, type TurnServices } from '../../../src/conversation/index.ts'
import {
  type Address,
  type ChannelName,
  type Choice,
  type InboundContent,
  type Locale,
  parseAddress,
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
  type SendResult,
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

/** Dalil with everything real but the platforms and the time, for many people at once. */
export interface World {
  readonly store: Store
  readonly sealer: Sealer
  readonly clock: Clock
  readonly pseudonym: (value: string) => string
  readonly services: () => TurnServices
  /** Moves the clock to a moment; never back. */
  moveTo(time: number): void
  send(person: Person, content: InboundContent): Promise<Received>
  /** What was sent to somebody since they last wrote. */
  receivedBy(person: Person): Received
  /** What a minute does without anybody writing: reminders, announcements, what is due. */
  tick(): Promise<void>
  /** Starts all machines anew, which know no more than what the store kept. */
  restart(): Promise<void>
  /** The machines die while they prepare what is due, at the transaction of that number. */
  crash(transaction: number): Promise<void>
}

/** What a world may be given besides what answers in it. */
export interface WorldOptions {
  /** How many machines share the store. */
  readonly machines?: number
  readonly announcementPace?: (channel: ChannelName) => AnnouncementPace
  /** Says what becomes of each message on its way; it is sent where left out. */
  readonly onSend?: (name: string, text: string) => SendResult
}

const KEY = Buffer.alloc(32, 7).toString('base64')

/** Opens a world at a moment, with these campaigns. */
export function createWorld(
  base: TurnServices,
  start: number,
  campaigns: readonly CampaignRecord[],
  options: WorldOptions = {},
): World {
  const { machines = 1, announcementPace, onSend = () => ({ type: 'sent' }) } = options
  let now = start
  let turns = 0
  const clock: Clock = { now: () => now }
  const { store, fragile, live } = createMortal(createMemoryStore())
  const book = createCampaignBook(campaigns, base.knowledge.texts)
  const services = () => ({ ...base, campaigns: book })
  const keyring = createKeyring({ dir: '/nowhere', setting: KEY })
  const sealer = createSealer(keyring)
  const pseudonym = createPseudonymizer(keyring)
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
      const said = withoutDirectionMarks(textOf(message))
      const result = onSend(parseAddress(address)?.peer ?? '', said)
      if (result.type !== 'sent') return result
      const before = inboxes.get(address) ?? { text: '', choices: [] }
      const choices = message.type === 'text' ? (message.choices ?? before.choices) : before.choices
      inboxes.set(address, { text: `${before.text}\n\n${said}`, choices })
      return result
    },
  }
  const boot = (): Dalil =>
    createDalil({
      ...{ store, services, sealer, clock, newId, pseudonym },
      ...{ logger: silentLogger, defaultLocale: 'fr' },
      ...(announcementPace === undefined ? {} : { announcementPace }),
      channel: () => channel,
      redact: (text) => text,
      groupOf: async () => 'group',
    })
  let dalils = Array.from({ length: machines }, boot)
  const each = (work: (dalil: Dalil) => Promise<void>) => Promise.all(dalils.map(work))
  const restart = async () => {
    await each((dalil) => dalil.stop())
    dalils = Array.from({ length: machines }, boot)
  }
  const addressOf = ({ name, channel }: Person) =>
    toAddress({ channel, account: 'simulation', peer: name })
  const receivedBy = (person: Person) => inboxes.get(addressOf(person)) ?? { text: '', choices: [] }
  return {
    ...{ store, sealer, clock, pseudonym, services, receivedBy, restart },
    moveTo(time) {
      now = Math.max(now, time)
    },
    async send(person, content) {
      const address = addressOf(person)
      inboxes.delete(address)
      const dalil = dalils[turns % machines]
      turns += 1
      await dalil?.receive({
        ...{ deliveryId: newId(), address, channel: person.channel, sentAt: now, content },
        localeHint: person.locale,
      })
      await dalil?.idle()
      return receivedBy(person)
    },
    async tick() {
      await each((dalil) => dalil.remind())
      await each((dalil) => dalil.announce())
      do {
        await each((dalil) => dalil.sender.sweep())
        await each((dalil) => dalil.idle())
      } while ((await store.outbox.listDue(now, 1)).length > 0)
    },
    async crash(transaction) {
      fragile(transaction)
      await each((dalil) => dalil.remind())
      await each((dalil) => dalil.announce().catch(() => undefined))
      live()
      await restart()
    },
  }
}

/** A store whose transactions fail from one on, as those of a process that is dead do. */
function createMortal(kept: Store) {
  let left = Number.POSITIVE_INFINITY
  const store: Store = {
    ...kept,
    transaction(work, options) {
      left -= 1
      if (left < 0) return Promise.reject(new Error('the machine is dead'))
      return kept.transaction(work, options)
    },
  }
  return {
    store,
    fragile: (transactions: number) => {
      left = transactions
    },
    live: () => {
      left = Number.POSITIVE_INFINITY
    },
  }
}
