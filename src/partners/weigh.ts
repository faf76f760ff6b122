import type { Partner } from '../core/index.ts'
import type { Directory } from './load.ts'
import { nearness } from './nearness.ts'
import { offersOf } from './offers.ts'
import type { Place } from './place.ts'
import { PRESUMED } from './presumed.ts'
import type { PartnerQuery, RankedPartner, Reason } from './query.ts'
import { WEIGHT } from './weight.ts'

/** Up to here a partner that the answer names counts in full; at the second not at all. */
const PREFERRED_KM = { full: 40, none: 400 } as const

/** What speaks for a partner and against it, in one figure and in its reasons. */
export function weigh(
  directory: Directory,
  query: PartnerQuery,
  place: Place | undefined,
  partner: Partner,
): RankedPartner {
  const near = nearness(directory, place, partner)
  const rank = query.prefer?.indexOf(partner.partner) ?? -1
  const preferred = rank >= 0
  const audience = audienceOf(query, partner)
  const offers = offersOf(query, partner)
  const reasons: readonly (Reason | undefined)[] = [
    near.reason,
    audience.serves === undefined ? undefined : { type: 'serves', audience: audience.serves },
    preferred ? { type: 'preferred' } : undefined,
    ...offers.map(({ reason }) => reason),
    partner.status === 'unverified' ? { type: 'unverified' } : undefined,
    partner.status === 'paused' ? { type: 'paused' } : undefined,
  ]
  const { topic } = query
  const onTopic = topic !== undefined && (preferred || partner.topics.includes(topic))
  // While nobody knows where the person is, the answer's own order holds.
  const nearScore =
    preferred && place === undefined ? Math.max(near.score, WEIGHT.national) : near.score
  const score =
    WEIGHT.need +
    (onTopic ? WEIGHT.topic : 0) +
    (preferred ? wish(rank) * reach(near.km) : 0) +
    nearScore +
    // What the answer itself names is for whoever got that answer.
    (preferred ? Math.max(WEIGHT.presumedAudience, audience.score) : audience.score) +
    offers.reduce((sum, offer) => sum + offer.score, 0) +
    (partner.contacts.length > 0 ? WEIGHT.contact : 0) +
    (partner.status === 'unverified' ? WEIGHT.unverified : 0) +
    (partner.status === 'paused' ? WEIGHT.paused : 0)
  const base = {
    partner,
    score: Math.round(score * 10) / 10,
    reasons: reasons.filter((reason) => reason !== undefined),
  }
  return near.km === undefined ? base : { ...base, distanceKm: Math.round(near.km) }
}

/** What the place in the answer's own list is worth. */
function wish(rank: number): number {
  return Math.max(0, WEIGHT.preferred + WEIGHT.preferredStep * rank)
}

/** 1 for what is near or everywhere, 0 for what lies too far away, between them in between. */
function reach(km: number | undefined): number {
  if (km === undefined) return 1
  const { full, none } = PREFERRED_KM
  return Math.min(1, Math.max(0, (none - km) / (none - full)))
}

interface Fit {
  readonly score: number
  readonly serves?: string
}

function audienceOf(query: PartnerQuery, partner: Partner): Fit {
  const presumed = PRESUMED[query.need]
  const { audience } = query
  if (audience !== undefined && partner.serves.includes(audience)) {
    return { score: WEIGHT.audience, serves: audience }
  }
  const match = presumed?.find((one) => partner.serves.includes(one))
  if (match !== undefined) return { score: WEIGHT.presumedAudience, serves: match }
  if (partner.serves.length === 0 || (presumed === undefined && audience === undefined)) {
    return { score: 0 }
  }
  return { score: WEIGHT.otherAudience }
}
