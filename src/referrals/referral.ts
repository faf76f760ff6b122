import {
  type AddressParts,
  type Contact,
  isLocale,
  type Locale,
  NEEDS,
  type Need,
  type Partner,
  TOPICS,
  type Topic,
} from '../core/index.ts'
import type { PartnerWord, PersonWord } from '../ports/index.ts'
import { type PartnerSaid, parseWords } from './words.ts'

/** Somebody who was sent to a partner, as it may be read by whoever holds the key. */
export interface Referral {
  readonly id: string
  /** What stands on the slip. */
  readonly code: string
  readonly partner: string
  readonly need: Need
  readonly topic?: Topic
  /** The town of the person, where they told it. */
  readonly town?: string
  /** What it is counted under, besides what it is about. */
  readonly region?: string
  readonly campaign?: string
  readonly locale: Locale
  readonly createdAt: number
  /** The partner was told in advance that somebody comes on that day, `YYYY-MM-DD`. */
  readonly toldFor?: string
  readonly askAt?: number
  readonly partnerSays?: PartnerWord
  /** All that the partner said, the oldest first; the last word counts. */
  readonly words?: readonly PartnerSaid[]
  readonly personSays?: PersonWord
  readonly saidAt?: number
  /** The contact of the partner that did not answer. */
  readonly silent?: string
}

/** A slip of the same partner is shown again for so long, instead of a new one. */
export const SAME_SLIP_DAYS = 7

/** More slips than these in {@link SAME_SLIP_DAYS} are not made for one person. */
export const MAX_SLIPS = 5

/** After so many days the person is asked how it went. */
export const ASK_DAYS = 7

/** … or not at all where that was not possible for so many days more. */
export const ASK_LATE_DAYS = 7

/** The id of the message that tells the partner, in the outbox. */
export function noticeOf(id: string): string {
  return `${id}-notice`
}

/** Whether that is the id of a message to a partner. */
export function isNotice(id: string): boolean {
  return id.endsWith(noticeOf(''))
}

/** The id of the question how it went, in the outbox. */
export function questionOf(id: string): string {
  return `${id}-question`
}

/**
 * Whether a slip for a partner is of any use: it takes people in, and it is a place of people. An
 * office that serves the whole country knows nothing of slips.
 */
export function takesSlips({ status, kind, place }: Partner): boolean {
  return status === 'open' && !(kind === 'public-service' && place.scope === 'national')
}

/** The ways in which we can write to a partner first; WhatsApp by way of a phone is none of them. */
export interface NoticeWays {
  /** Letters are sent. */
  readonly mail: boolean
  /** The id of our bot on Telegram. */
  readonly telegramBot?: string | undefined
  /** WhatsApp's official API, where it has an approved text for partners. */
  readonly whatsapp?:
    | {
        /** The id of our number. */
        readonly account: string
        /** The languages of that text. */
        readonly languages: readonly Locale[]
      }
    | undefined
}

/** Where a partner can be told of somebody; `undefined` where there is no way to write first. */
export function noticeAddress(
  { contacts, telegramChat }: Partner,
  { mail, telegramBot, whatsapp }: NoticeWays,
): AddressParts | undefined {
  const first = (wanted: Contact['type']) => contacts.find(({ type }) => type === wanted)?.value
  const letterbox = first('email')
  if (mail && letterbox !== undefined) {
    return { channel: 'email', account: 'smtp', peer: letterbox }
  }
  if (telegramBot !== undefined && telegramChat !== undefined) {
    return { channel: 'telegram', account: telegramBot, peer: telegramChat }
  }
  const number = first('whatsapp')
  return whatsapp === undefined || number === undefined
    ? undefined
    : { channel: 'whatsapp-cloud', account: whatsapp.account, peer: number.replace(/\D/gu, '') }
}

/** The language of the approved text in which a partner is written to on WhatsApp. */
export function templateLocaleOf(
  partner: Partner,
  languages: readonly Locale[],
  fallback: Locale,
): Locale {
  const own = localeOf(partner, fallback)
  // WhatsApp knows one Arabic.
  const wanted = own === 'ary' ? 'ar' : own
  return languages.find((one) => one === wanted) ?? languages[0] ?? fallback
}

/** The language in which a partner is written to: the first that it is known to speak. */
export function localeOf({ languages }: Partner, fallback: Locale): Locale {
  return languages.find(isLocale) ?? fallback
}

/** The need that a slip names: what the person asked for, where the partner does that. */
export function needAt({ needs }: Partner, asked: Need): Need {
  return needs.includes(asked) ? asked : (needs[0] ?? asked)
}

type Content = Pick<
  Referral,
  | 'code'
  | 'partner'
  | 'need'
  | 'topic'
  | 'town'
  | 'region'
  | 'campaign'
  | 'toldFor'
  | 'silent'
  | 'words'
>

/** What of a referral is sealed, as JSON. */
export function contentOf(referral: Referral): string {
  const { code, partner, need, topic, town, region, campaign, toldFor, silent, words } = referral
  const about = { code, partner, need, topic, town, region, campaign }
  return JSON.stringify({ ...about, toldFor, silent, words })
}

/** Reads what {@link contentOf} wrote; `undefined` where it is nothing of the kind. */
export function parseContent(json: string): Content | undefined {
  const value: unknown = JSON.parse(json)
  if (typeof value !== 'object' || value === null) return undefined
  const fields = value as Readonly<Record<string, unknown>>
  const text = (name: string) => {
    const field = fields[name]
    return typeof field === 'string' ? field : undefined
  }
  const [code, partner] = [text('code'), text('partner')]
  const need = NEEDS.find((one) => one === fields.need)
  const topic = TOPICS.find((one) => one === fields.topic)
  if (code === undefined || partner === undefined || need === undefined) return undefined
  const rest = Object.fromEntries(
    OPTIONAL.flatMap((name) => {
      const found = text(name)
      return found === undefined ? [] : [[name, found]]
    }),
  )
  const words = parseWords(fields.words)
  return {
    ...{ code, partner, need, ...rest },
    ...(topic === undefined ? {} : { topic }),
    ...(words.length === 0 ? {} : { words }),
  }
}

const OPTIONAL = ['town', 'region', 'campaign', 'toldFor', 'silent'] as const
