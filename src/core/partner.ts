import type { Source } from './entry.ts'
import type { Localized } from './locale.ts'
import type { Need, Topic } from './needs.ts'

/** `open` is referred to; `paused` is full for now; `unverified` may have ended; `closed` never. */
export const PARTNER_STATUSES = ['open', 'paused', 'unverified', 'closed'] as const

/** One of {@link PARTNER_STATUSES}. */
export type PartnerStatus = (typeof PARTNER_STATUSES)[number]

/** What a partner is. */
export const PARTNER_KINDS = [
  'association',
  'public-service',
  'hospital',
  'international',
  'network',
] as const

/** How far a partner reaches. */
export const PARTNER_SCOPES = ['city', 'region', 'national'] as const

/** The ways to reach a partner. */
export const CONTACT_TYPES = [
  'phone',
  'whatsapp',
  'short-number',
  'website',
  'email',
  'address',
  'facebook',
] as const

/** The days of a week, as opening hours name them. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** When a partner is open: on these days, from and to `HH:MM` by clocks in Morocco. */
export interface OpeningHours {
  readonly days: readonly (typeof WEEKDAYS)[number][]
  readonly from: string
  readonly to: string
}

/** Whether there is room: `full` counts as paused for as long as it lasts. */
export const CAPACITIES = ['room', 'few', 'full'] as const

/** What it costs the person. */
export const COSTS = ['free', 'paid'] as const

/** A way to reach a partner, with where it was found and when. */
export interface Contact {
  readonly type: (typeof CONTACT_TYPES)[number]
  readonly value: string
  readonly source: Source
}

/** Whether somebody answers there, or does not: a number that is called or written to. */
export function isNumber({ type }: Pick<Contact, 'type'>): boolean {
  return type === 'phone' || type === 'short-number' || type === 'whatsapp'
}

/** An organisation or office that helps people. */
export interface Partner {
  readonly partner: string
  readonly status: PartnerStatus
  readonly kind: (typeof PARTNER_KINDS)[number]
  readonly name: Localized
  /** Other names and spellings people use for it. */
  readonly aliases: readonly string[]
  /** One or two plain sentences: what it does and for whom. */
  readonly does: Localized
  readonly topics: readonly Topic[]
  readonly needs: readonly Need[]
  /** Whom it serves, as ids of `content/audiences.yaml`; empty: everybody. */
  readonly serves: readonly string[]
  readonly place: {
    readonly scope: (typeof PARTNER_SCOPES)[number]
    /** Ids of towns of the gazetteer. */
    readonly cities: readonly string[]
  }
  /** Where it says so; empty when not known. */
  readonly languages: readonly string[]
  /** Where it says so; nothing where that is not known. */
  readonly opening?: readonly OpeningHours[] | undefined
  readonly capacity?: (typeof CAPACITIES)[number] | undefined
  readonly cost?: (typeof COSTS)[number] | undefined
  readonly contacts: readonly Contact[]
  /** The Telegram chat in which our bot may write to it: one that the partner has opened. */
  readonly telegramChat?: string | undefined
  /** Where to ask instead when no contact is known. */
  readonly via?: Localized | undefined
  /** Partners that took over from a closed one. */
  readonly ledOnTo: readonly string[]
  readonly sources: readonly Source[]
  readonly reviewed: string
}
