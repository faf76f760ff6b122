import type { InboundMessage, PersonId } from '../core/index.ts'
import { DalilError, flawOf } from '../errors.ts'
import { type Receive, systemTimers } from '../ports/index.ts'
import { createAnnouncementSweep } from './announcements/sweep.ts'
import { deliveryIn, handle } from './handle.ts'
import { createInHand } from './in-hand.ts'
import { createLetters } from './letters.ts'
import { createListening } from './listen.ts'
import type { DalilOptions } from './options.ts'
import { createPaceKeeper } from './pace.ts'
import { watchForQuiet } from './quiet.ts'
import { createReferralSweep } from './referrals/sweep.ts'
import { createReminderSweep } from './reminders/sweep.ts'
import { createRounds } from './rounds.ts'
import { createSender, type Sender } from './sender.ts'
import { createSessions } from './sessions.ts'
import { beginTyping } from './typing.ts'

/** Turns that begin before the disk and the platforms are heard again: a few milliseconds. */
const TURNS_PER_ROUND = 4

/** So many messages in hand are a crowd: fewer wait longer for another thread than it saves them. */
const CROWD = 200

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
  let inHand = 0
  const letters = createLetters(options.sealer)
  const sessions = createSessions(options.sealer)
  const isCrowded = () => inHand >= CROWD
  const turnOptions = { ...options, letters, sessions, isCrowded }
  const noteTurn = watchForQuiet(options.timers ?? systemTimers, () => {
    sessions.forget()
    options.second?.rest()
    options.onQuiet?.()
  })
  // Starting takes more than it leaves, too.
  noteTurn()
  const sender = createSender(turnOptions)
  const remind = createReminderSweep(options)
  const announce = createAnnouncementSweep(options)
  const ask = createReferralSweep(options)
  const deliveryOf = (message: InboundMessage) => deliveryIn(options, message)
  const listening = createListening({ ...options, deliveryOf })
  const pace = options.pace && createPaceKeeper(options.pace, options.clock)
  const rounds = createRounds(TURNS_PER_ROUND)
  return {
    sender,
    remind: () => turns.add(remind().then(ask)),
    announce: () => turns.add(announce()),
    async receive(message) {
      const person = options.pseudonym(message.address) as PersonId
      if (inHand >= (options.pace?.inHand ?? Number.POSITIVE_INFINITY)) throw busy()
      inHand++
      noteTurn()
      const endTyping = beginTyping(options, message)
      let delivered = Promise.resolve()
      try {
        const judged = pace?.judge(person) ?? 'pass'
        const work = async (heard: InboundMessage) => {
          await rounds.begin()
          await handle(turnOptions, person, heard, judged)
        }
        // Listening takes seconds of the processor: who floods is not listened to.
        await turns.add(judged === 'pass' ? listening.run(person, message, work) : work(message))
        delivered = sender.deliver(person).catch((error: unknown) => {
          options.logger.error('delivering failed', { ...flawOf(error) })
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
      options.second?.rest()
    },
  }
}

/** More than this process can carry: what is not acknowledged comes again. */
function busy(): DalilError {
  return new DalilError(
    'conversation:busy',
    'Too many messages are in hand; this one is left with its platform, which brings it again.',
  )
}
