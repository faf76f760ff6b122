import type { AnnouncementPace } from '../announcements/index.ts'
import type { InboundMessage, Locale } from '../core/index.ts'
import type { Channel, Clock, Logger, Sealer, Store, Timers } from '../ports/index.ts'
import type { Letters } from './letters.ts'
import type { Hear } from './listen.ts'
import type { PaceLimits } from './pace.ts'
import type { Encode } from './read-ahead.ts'
import type { SlipServices } from './referrals/picture.ts'
import type { TurnResult } from './result.ts'
import type { SecondThread } from './second-thread.ts'
import type { TurnServices } from './services.ts'
import type { Sessions } from './sessions.ts'

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
  /** Takes work off this thread while many write at once; let go of in quiet times. */
  readonly second?: SecondThread
  /** Writes voice messages down; they are told what to do instead where left out. */
  readonly hear?: Hear
  /** Slips as pictures, and the pages of partners; words alone where left out. */
  readonly slips?: SlipServices
  /** Called when a platform has taken a message. */
  readonly onSent?: (channel: InboundMessage['channel']) => void
  /** Called when nobody has written for some seconds, and twice more in the minute after. */
  readonly onQuiet?: () => void
  /** Called after each turn, once what followed from it is kept. */
  readonly onTurn?: (turn: FinishedTurn) => void
}

/** What one turn works with: also what is at hand of the people who are writing now. */
export interface TurnOptions extends DalilOptions {
  readonly letters: Letters
  readonly sessions: Sessions
  /** Whether so many write at this moment that a second thread is worth its memory. */
  readonly isCrowded: () => boolean
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
