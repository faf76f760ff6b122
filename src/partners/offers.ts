import type { Locale, Partner } from '../core/index.ts'
import { isOpenAt } from './opening.ts'
import type { PartnerQuery, Reason } from './query.ts'

/** Of two that fit alike, the one where one is understood, that is free, that is open now. */
const WEIGHT = {
  speaks: 6,
  foreign: -6,
  free: 4,
  paid: -4,
  openNow: 3,
  closedNow: -3,
  few: -10,
  /** As one that is paused. */
  full: -60,
} as const

/** What speaks for a partner, or against it. */
export interface Offer {
  readonly score: number
  readonly reason?: Reason
}

/** What is known of a partner besides whom it serves and where; what is not known counts nothing. */
export function offersOf({ locale, now }: PartnerQuery, partner: Partner): readonly Offer[] {
  const { languages, opening, capacity, cost } = partner
  return [
    ...(languages.length === 0 ? [] : [speaking(languages, locale)]),
    ...(cost === 'free' ? [{ score: WEIGHT.free, reason: { type: 'free' } as const }] : []),
    ...(cost === 'paid' ? [{ score: WEIGHT.paid }] : []),
    ...(capacity === 'few' ? [{ score: WEIGHT.few, reason: { type: 'few' } as const }] : []),
    ...(capacity === 'full' ? [{ score: WEIGHT.full, reason: { type: 'full' } as const }] : []),
    ...(opening === undefined || now === undefined ? [] : [openness(isOpenAt(opening, now))]),
  ]
}

/** Who speaks Darija understands Arabic, and the other way round. */
function speaking(languages: readonly string[], locale: Locale): Offer {
  const understood = locale === 'ar' || locale === 'ary' ? ['ar', 'ary'] : [locale]
  const isSpoken = understood.some((one) => languages.includes(one))
  return isSpoken ? { score: WEIGHT.speaks, reason: { type: 'speaks' } } : { score: WEIGHT.foreign }
}

function openness(isOpen: boolean): Offer {
  return isOpen
    ? { score: WEIGHT.openNow, reason: { type: 'open-now' } }
    : { score: WEIGHT.closedNow, reason: { type: 'closed-now' } }
}
