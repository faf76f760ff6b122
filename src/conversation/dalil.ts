import type { AnnouncementPace } from '../announcements/index.ts'
import {
  type Address,
  dayOf,
  type InboundMessage,
  type Locale,
  type OutboundMessage,
  type PersonId,
} from '../core/index.ts'
import { DalilError, isDalilError, messageOf } from '../errors.ts'
import type {
  Channel,
  Clock,
  Logger,
  OutboxRecord,
  PersonRecord,
  Receive,
  Repositories,
  Sealer,
  Store,
  Timers,
} from '../ports/index.ts'
import { keepSubscriptions, openSubscription } from './announcements/records.ts'
import { createAnnouncementSweep } from './announcements/sweep.ts'
import { apologise } from './apology.ts'
import { type Encode, encoded } from './encode.ts'
import { erase } from './erase.ts'
import { createInHand } from './in-hand.ts'
import { createListening, type Hear } from './listen.ts'
import { createPaceKeeper, type Pace, type PaceLimits } from './pace.ts'
import { openQuestion, openSession, PURPOSES, sealMessage, sealSession } from './records.ts'
import { keepReferral, referralsOf, withFreshCode } from './referrals/keep.ts'
import type { SlipServices } from './referrals/picture.ts'
import { createReferralSweep } from './referrals/sweep.ts'
import { keepReminders, openReminder } from './reminders/records.ts'
import { createReminderSweep } from './reminders/sweep.ts'
import { isLate } from './replies/late.ts'
import type { TurnResult } from './result.ts'
import { runTurn } from './run-turn.ts'
import { createSender, type Sender } from './sender.ts'
import type { TurnServices } from './services.ts'
import { keepThread, withThread } from './threads.ts'
import { beginTyping } from './typing.ts'

/** What Dalil works with; everything that acts outside is handed in. */
export interface DalilOptions {
  readonly store: Store
  readonly channel: (name: InboundMessage['channel']) => Channel | undefined
  /** The services of this moment: content and model are replaced while people write. */
  readonly services: () => TurnServices
  /** The pseudonym of an address, and of a delivery id, which may hold a phone number. */
  readonly pseudonym: (value: string) => string
  readonly sealer: Sealer
  /** Takes phone numbers, names and the like out of a text that is passed on. */
  readonly redact: (text: string, locale: Locale) => string
  readonly clock: Clock
  readonly logger: Logger
  readonly timers?: Timers
  /** A new id that sorts after all earlier ones. */
  readonly newId: () => string
  readonly defaultLocale: Locale
  /** How much people may write; as much as they like where left out. */
  readonly pace?: PaceLimits
  /** How many announcements each channel carries; as many as there are where left out. */
  readonly announcementPace?: (channel: InboundMessage['channel']) => AnnouncementPace
  /** The group of questions to which one of these words belongs. */
  readonly groupOf: (text: string) => Promise<string>
  /** Encodes what a message asks, where the matcher was trained with an encoder from outside. */
  readonly encode?: Encode
  /** Writes voice messages down; they are told what to do instead where left out. */
  readonly hear?: Hear
  /** Slips as pictures, and the pages of partners; words alone where left out. */
  readonly slips?: SlipServices
  /** Called after each turn, once what followed from it is kept. */
  readonly onTurn?: (turn: FinishedTurn) => void
}

/** A message that was answered, for the log and the metrics: never who wrote, nor what. */
export interface FinishedTurn {
  readonly id: string
  readonly channel: InboundMessage['channel']
  readonly kind: TurnResult['kind']
  /** From the moment it was taken in until its reply was kept. */
  readonly ms: number
  /** Something broke, and the person got an apology. */
  readonly broke: boolean
}

/** The assistant: takes messages in, keeps what follows from them, and sees it delivered. */
export interface Dalil {
  readonly receive: Receive
  readonly sender: Sender
  /** Hands the reminders and questions that are due to the sender; to be called every second or so. */
  remind(): Promise<void>
  /** Hands the announcements that were approved to the sender; to be called every minute. */
  announce(): Promise<void>
  /** Resolves when no turn and no delivery is in hand. */
  idle(): Promise<void>
  /** Finishes the turns in hand and begins no further delivery; what is not sent yet is kept. */
  stop(): Promise<void>
}

/** Creates the assistant. */
export function createDalil(options: DalilOptions): Dalil {
  const turns = createInHand()
  const sender = createSender(options)
  const remind = createReminderSweep(options)
  const announce = createAnnouncementSweep(options)
  const ask = createReferralSweep(options)
  const deliveryOf = (message: InboundMessage) => deliveryIn(options, message)
  const listening = createListening({ ...options, deliveryOf })
  const pace = options.pace && createPaceKeeper(options.pace, options.clock)
  let inHand = 0
  return {
    sender,
    remind: () => turns.add(remind().then(ask)),
    announce: () => turns.add(announce()),
    async receive(message) {
      const person = options.pseudonym(message.address) as PersonId
      if (inHand >= (options.pace?.inHand ?? Number.POSITIVE_INFINITY)) throw busy()
      inHand++
      const endTyping = beginTyping(options, message)
      let delivered = Promise.resolve()
      try {
        const judged = pace?.judge(person) ?? 'pass'
        const work = (heard: InboundMessage) => handle(options, person, heard, judged)
        // Listening takes seconds of the processor: who floods is not listened to.
        await turns.add(judged === 'pass' ? listening.run(person, message, work) : work(message))
        delivered = sender.deliver(person).catch((error: unknown) => {
          options.logger.error('delivering failed', { reason: messageOf(error) })
        })
      } finally {
        inHand--
        void delivered.then(endTyping)
      }
    },
    async idle() {
      await turns.idle()
      await sender.idle()
    },
    async stop() {
      await turns.idle()
      await sender.stop()
    },
  }
}

/**
 * One message: read what is kept, run the turn, keep all that follows from it in one commit. Nobody
 * else touches the person meanwhile, on whatever machine: a delivery that came twice is seen here.
 */
async function handle(
  options: DalilOptions,
  person: PersonId,
  message: InboundMessage,
  pace: Pace,
): Promise<void> {
  const { store, clock, logger } = options
  const id = options.newId()
  const began = clock.now()
  let kind: TurnResult['kind'] | undefined
  let broke = false
  const delivery = deliveryIn(options, message)
  const work = async (kept: Repositories) => {
    if (await kept.deliveries.has(delivery)) return
    const now = clock.now()
    await kept.deliveries.add(delivery, now)
    const record = await kept.people.find(person)
    const reply = await answer(options, kept, { id, person, message, record, now, pace })
    kind = reply.kind
    broke = reply.broke === true
    await keep(options, kept, reply, { id, person, message, record, now, pace })
  }
  await store.transaction(work, { alone: person })
  if (kind === undefined) return
  const finished = { id, channel: message.channel, kind, ms: clock.now() - began, broke }
  logger.debug('turn', { ...finished })
  options.onTurn?.(finished)
}

/** More than this process can carry: what is not acknowledged comes again. */
function busy(): DalilError {
  return new DalilError(
    'conversation:busy',
    'Too many messages are in hand; this one is left with its platform, which brings it again.',
  )
}

/** The pseudonym of a delivery, whose id may hold a phone number. */
function deliveryIn({ pseudonym }: DalilOptions, message: InboundMessage): string {
  return pseudonym(`${message.channel}:${message.deliveryId}`)
}

/** What a turn is about. */
interface Occasion {
  /** The id of the turn, by which the lines of the log belong together. */
  readonly id: string
  readonly person: PersonId
  readonly message: InboundMessage
  /** `undefined` for somebody who never wrote, or erased all. */
  readonly record: PersonRecord | undefined
  readonly now: number
  readonly pace: Pace
}

async function answer(
  options: DalilOptions,
  kept: Repositories,
  { id, person, message, record, now, pace }: Occasion,
): Promise<TurnResult> {
  const locale = message.localeHint ?? options.defaultLocale
  const opened = openSession(options.sealer, record?.session, { locale, now })
  const questions = await kept.questions.listOf(person)
  const { texts } = options.services().knowledge
  const { session, thread } = withThread(opened, questions, texts)
  const reminders = await kept.reminders.listOf(person)
  const subscriptions = await kept.subscriptions.listOf(person)
  const input = {
    session,
    content: message.content,
    channel: message.channel,
    now,
    today: dayOf(now),
    questions: questions.map((one) => openQuestion(options.sealer, one)),
    reminders: reminders.flatMap((one) => openReminder(options.sealer, one) ?? []),
    subscriptions: subscriptions.flatMap((one) => openSubscription(options.sealer, one) ?? []),
    isNew: record === undefined,
    pace,
    ...(thread === undefined ? {} : { thread }),
    late: isLate({ sentAt: message.sentAt, now, lastSeenAt: record?.lastSeenAt }),
    referrals: await referralsOf(options, kept, person),
  }
  // What is asked does not depend on what a slip would be called.
  const any = { ...input, slip: { id: '', code: '' } }
  const read = await encoded(options.services(), any, options.encode)
  return withFreshCode(options, kept, (slip) => turn(options, id, { ...read, slip }))
}

async function keep(
  options: DalilOptions,
  kept: Repositories,
  reply: TurnResult,
  { person, message, record, now }: Occasion,
): Promise<void> {
  const { channel, address } = message
  if (reply.erase === true) await erase(kept, person, now)
  const threaded = await keepThread(options, kept, reply, { person, channel })
  if (reply.erase !== true) {
    await keepReminders(options, kept, reply, { person, channel, now })
    await keepSubscriptions(options, kept, reply, { person, now })
    await kept.people.put({
      id: person,
      channel,
      address: record?.address ?? options.sealer.seal(address, PURPOSES.address),
      session: sealSession(options.sealer, threaded),
      createdAt: record?.createdAt ?? now,
      lastSeenAt: now,
      gone: false,
    })
  }
  const pictures =
    reply.erase === true ? [] : await keepReferral(options, kept, reply, { person, channel, now })
  for (const out of [...pictures, ...reply.messages]) {
    await kept.outbox.add(toOutbox(options, { person, message: out, address, now }))
  }
  for (const figure of reply.figures) await kept.figures.increment(figure)
  if (reply.passOn !== undefined || reply.closeThread === true) {
    await kept.signals.send({ type: 'question' })
  }
}

/** The turn, or an apology where it breaks: nobody is left in silence. */
function turn(options: DalilOptions, id: string, input: Parameters<typeof runTurn>[1]): TurnResult {
  const services = options.services()
  try {
    return runTurn(services, input)
  } catch (error) {
    const reason = isDalilError(error) ? error.code : messageOf(error)
    options.logger.error('a turn broke', {
      id,
      reason,
      stack: error instanceof Error ? error.stack : '',
    })
    return apologise(services, input)
  }
}

/** A message on its way to a person, sealed. */
export function toOutbox(
  options: Pick<DalilOptions, 'sealer' | 'newId'>,
  to: {
    readonly person: PersonId
    readonly address: Address
    readonly message: OutboundMessage
    readonly now: number
  },
): OutboxRecord {
  const channel = to.address.split(':')[0] as OutboxRecord['channel']
  return {
    id: options.newId(),
    person: to.person,
    channel,
    address: options.sealer.seal(to.address, PURPOSES.address),
    message: sealMessage(options.sealer, to.message),
    createdAt: to.now,
    dueAt: to.now,
    attempts: 0,
    state: 'waiting',
  }
}
