import { randomBytes } from 'node:crypto'
import type { AnnouncementPace } from '../../src/announcements/index.ts'
import {
  createDalil,
  type Dalil,
  type DalilOptions,
  type PaceLimits,
  type TurnServices,
} from '../../src/conversation/index.ts'
import {
  type Address,
  type Choice,
  type InboundContent,
  type Locale,
  type OutboundMessage,
  textOf,
  toAddress,
  withoutDirectionMarks,
} from '../../src/core/index.ts'
import { createIds } from '../../src/ids.ts'
import {
  type Channel,
  type Logger,
  type Sealer,
  type SendResult,
  type Store,
  silentLogger,
} from '../../src/ports/index.ts'
import {
  createKeyring,
  createPseudonymizer,
  createSealer,
  redact,
} from '../../src/privacy/index.ts'
import { createMemoryStore } from '../../src/store/memory/index.ts'
import { createChannel } from './channel.ts'
import { createClock, type FakeClock } from './clock.ts'
import { realServices } from './project.ts'

/** What a person got for one message. */
export interface Reply {
  readonly messages: readonly OutboundMessage[]
  /** All text, without direction marks. */
  readonly text: string
  readonly choices: readonly Choice[]
}

/** A conversation with the real pipeline: mailbox, turn, sealed session, outbox, sender. */
export interface Conversation {
  say(text: string): Promise<Reply>
  send(content: InboundContent, deliveryId?: string, sentAt?: number): Promise<Reply>
  /** Taps the choice whose label or data contains `part`. */
  tap(part: string): Promise<Reply>
  /** What the sweep of every second sends at this moment. */
  sweep(): Promise<Reply>
  readonly store: Store
  readonly clock: FakeClock
  readonly dalil: Dalil
  /** The same conversation after the process was started again. */
  restarted(): Conversation
}

/** What a conversation may be given instead of the defaults. */
export interface ConversationOptions {
  readonly locale?: Locale
  readonly services?: () => TurnServices
  readonly store?: Store
  readonly clock?: FakeClock
  readonly peer?: string
  readonly logger?: Logger
  readonly pace?: PaceLimits
  /** What seals what is kept, where somebody else is to open it. */
  readonly sealer?: Sealer
  /** The group of a question that is passed on; one for all unless said otherwise. */
  readonly groupOf?: (text: string) => Promise<string>
  readonly today?: string
  /** Encodes what a message asks. */
  readonly encode?: NonNullable<DalilOptions['encode']>
  /** Draws slips; words alone where left out. */
  readonly slips?: DalilOptions['slips']
  /** Where letters to partners go, and what becomes of them; they are lost where left out. */
  readonly letters?: OutboundMessage[]
  readonly letterOutcome?: () => SendResult
  /** Writes voice messages down. */
  readonly hear?: NonNullable<DalilOptions['hear']>
  /** What becomes of a message on its way; it is sent unless said otherwise. */
  readonly outcome?: (address: Address) => SendResult
  /** How many announcements the channel carries. */
  readonly announcementPace?: () => AnnouncementPace
  /** What was last offered to choose from, when a conversation goes on after a restart. */
  readonly offered?: readonly Choice[]
}

const SENT: SendResult = { type: 'sent' }
/** The key of every conversation here. */
export const KEY = randomBytes(32).toString('base64')

/** The pseudonyms of all conversations of a test file. */
export const pseudonym = createPseudonymizer(createKeyring({ dir: '/nowhere', setting: KEY }))

/** Starts a conversation of one person on a channel that records what it is given. */
export function createConversation(options: ConversationOptions = {}): Conversation {
  const clock = options.clock ?? createClock(options.today)
  const store = options.store ?? createMemoryStore()
  const services = options.services ?? realServices
  const address = toAddress({ channel: 'telegram', account: 'bot', peer: options.peer ?? '1' })
  const sent: OutboundMessage[] = []
  let choices = options.offered ?? []
  const keyring = createKeyring({ dir: '/nowhere', setting: KEY })
  const newId = createIds(clock)
  const channel = recordingChannel(sent, options.outcome ?? (() => SENT))
  const mail = recordingChannel(options.letters ?? [], options.letterOutcome ?? (() => SENT))
  const dalil = createDalil({
    store,
    channel: (name) => (name === 'email' ? mail : channel),
    services,
    pseudonym,
    sealer: options.sealer ?? createSealer(keyring),
    redact: (text, locale) =>
      redact(text, {
        marks: (kind) => services().knowledge.texts.text(locale, `redacted.${kind}`),
      }),
    clock,
    logger: options.logger ?? silentLogger,
    newId,
    defaultLocale: options.locale ?? 'fr',
    ...(options.pace === undefined ? {} : { pace: options.pace }),
    ...(options.hear === undefined ? {} : { hear: options.hear }),
    ...(options.encode === undefined ? {} : { encode: options.encode }),
    ...(options.announcementPace === undefined
      ? {}
      : { announcementPace: options.announcementPace }),
    groupOf: options.groupOf ?? (async () => 'group'),
    ...(options.slips === undefined ? {} : { slips: options.slips }),
  })
  const received = (): Reply => {
    const messages = [...sent]
    choices = messages.flatMap((one) => (one.type === 'text' ? (one.choices ?? []) : []))
    const text = withoutDirectionMarks(messages.map(textOf).join('\n\n'))
    return { messages, text, choices }
  }
  const conversation: Conversation = {
    store,
    clock,
    dalil,
    say: (text) => conversation.send({ type: 'text', text }),
    tap: (part) => {
      const found = choices.find(({ label, data }) => label.includes(part) || data.includes(part))
      if (found === undefined) {
        const offered = choices.map(({ label, data }) => `${label} (${data})`).join(', ')
        throw new Error(`Nothing to tap contains "${part}"; offered: ${offered}`)
      }
      return conversation.send({ type: 'choice', data: found.data })
    },
    async send(content, deliveryId = newId(), sentAt) {
      sent.length = 0
      clock.advance(1000)
      await dalil.receive({
        deliveryId,
        address,
        channel: 'telegram',
        sentAt: sentAt ?? clock.now(),
        content,
        localeHint: options.locale ?? 'fr',
      })
      await dalil.idle()
      return received()
    },
    async sweep() {
      sent.length = 0
      await dalil.remind()
      await dalil.sender.sweep()
      await dalil.idle()
      return received()
    },
    restarted: () => createConversation({ ...options, store, clock, offered: choices }),
  }
  return conversation
}

function recordingChannel(
  sent: OutboundMessage[],
  outcome: (address: Address) => SendResult,
): Channel {
  return createChannel({
    send: async (address, message) => {
      const result = outcome(address)
      if (result.type === 'sent') sent.push(message)
      return result
    },
  })
}
