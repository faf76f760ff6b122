import type { Locale, Need, Partner, Topic } from '../core/index.ts'
import type { Directory } from './load.ts'
import { offersOf } from './offers.ts'
import { PRESUMED } from './presumed.ts'
import { distanceKm, type Town } from './towns.ts'

/** What somebody looks for. */
export interface PartnerQuery {
  readonly need: Need
  readonly locale: Locale
  readonly topic?: Topic
  /** Id of the town the person lives in or near. */
  readonly town?: string
  readonly coordinates?: { readonly latitude: number; readonly longitude: number }
  /** Whom the person belongs to, an id of `content/audiences.yaml`. */
  readonly audience?: string
  /** The moment of asking, ms since 1970: whether it is open then. */
  readonly now?: number
  /** Partners that the answer itself names, best first. */
  readonly prefer?: readonly string[]
}

/** Why a partner stands where it stands; the best reason comes first. */
export type Reason =
  | { readonly type: 'in-town'; readonly town: string }
  /** Nobody who fits is nearer to the person's town. */
  | { readonly type: 'nearest'; readonly town: string; readonly km: number }
  | { readonly type: 'away'; readonly km: number }
  | { readonly type: 'in-region'; readonly region: string }
  | { readonly type: 'national' }
  | { readonly type: 'serves'; readonly audience: string }
  | { readonly type: 'speaks' }
  | { readonly type: 'free' }
  | { readonly type: 'open-now' }
  | { readonly type: 'closed-now' }
  | { readonly type: 'few' }
  | { readonly type: 'full' }
  | { readonly type: 'preferred' }
  | { readonly type: 'unverified' }
  | { readonly type: 'paused' }

/** A partner that fits, and why. */
export interface RankedPartner {
  readonly partner: Partner
  readonly score: number
  readonly reasons: readonly Reason[]
  readonly distanceKm?: number
}

/** A town this far or farther counts as out of reach for a partner that serves one town. */
export const FAR_KM = 600

/** Up to here a partner that the answer names counts in full; at the second not at all. */
const PREFERRED_KM = { full: 40, none: 400 } as const

/**
 * What counts how much. A partner in the person's town comes before one of the whole country, that
 * before one more than about 200 km away; an answer's own list comes before nearness, but only as
 * far as people travel; one that may have ended comes last.
 */
const WEIGHT = {
  need: 100,
  topic: 40,
  preferred: 70,
  preferredStep: -10,
  inTown: 60,
  inRegion: 50,
  nearby: 45,
  national: 30,
  audience: 30,
  presumedAudience: 15,
  otherAudience: -20,
  contact: 8,
  unverified: -60,
  paused: -60,
} as const

/**
 * The partners that fit, best first: those that meet the need, and those that the answer names
 * though they do other things. A closed one is never among them. Ties fall to the nearer one, then
 * to the alphabet, so that two runs agree.
 */
export function rankPartners(directory: Directory, query: PartnerQuery): readonly RankedPartner[] {
  const place = placeOf(directory, query)
  const ranked = [...directory.partners.values()]
    .filter((partner) => partner.status !== 'closed' && serves(partner, query))
    .map((partner) => weigh(directory, query, place, partner))
    .sort(
      (a, b) =>
        b.score - a.score ||
        (a.distanceKm ?? FAR_KM) - (b.distanceKm ?? FAR_KM) ||
        a.partner.partner.localeCompare(b.partner.partner),
    )
  const town = place?.town?.id
  return town === undefined ? ranked : sayNearest(ranked, town)
}

/** Only of the one that is nearest of all is it said so; of the others, how far they are. */
function sayNearest(ranked: readonly RankedPartner[], town: string): readonly RankedPartner[] {
  const least = Math.min(...ranked.map((one) => one.distanceKm ?? Number.POSITIVE_INFINITY))
  return ranked.map((one) => {
    const reasons = one.reasons.map((reason) =>
      reason.type === 'away' && reason.km === least
        ? ({ type: 'nearest', town, km: reason.km } as const)
        : reason,
    )
    return { ...one, reasons }
  })
}

function serves(partner: Partner, query: PartnerQuery): boolean {
  return partner.needs.includes(query.need) || (query.prefer?.includes(partner.partner) ?? false)
}

interface Place {
  readonly town?: Town
  readonly latitude: number
  readonly longitude: number
}

function placeOf(directory: Directory, query: PartnerQuery): Place | undefined {
  const town = query.town === undefined ? undefined : directory.towns.get(query.town)
  if (query.coordinates !== undefined) {
    const near =
      town ?? directory.towns.nearest(query.coordinates.latitude, query.coordinates.longitude)
    return near === undefined ? query.coordinates : { ...query.coordinates, town: near }
  }
  return town === undefined
    ? undefined
    : { town, latitude: town.latitude, longitude: town.longitude }
}

function weigh(
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

interface Nearness {
  readonly score: number
  readonly reason?: Reason
  /** To the nearest seat; absent where it does not matter how far that is. */
  readonly km?: number
}

const NATIONAL: Nearness = { score: WEIGHT.national, reason: { type: 'national' } }

function nearness(directory: Directory, place: Place | undefined, partner: Partner): Nearness {
  const { scope, cities } = partner.place
  if (place === undefined) return scope === 'national' ? NATIONAL : { score: 0 }
  const nearest = nearestSeat(directory, place, cities)
  if (nearest === undefined) return scope === 'national' ? NATIONAL : { score: 0 }
  const { town, km } = nearest
  if (place.town?.id === town.id) {
    return { score: WEIGHT.inTown, reason: { type: 'in-town', town: town.id }, km: 0 }
  }
  if (scope === 'region' && place.town?.region === town.region) {
    return { score: WEIGHT.inRegion, reason: { type: 'in-region', region: town.region }, km }
  }
  const score = WEIGHT.nearby * Math.max(0, 1 - km / FAR_KM)
  if (scope === 'national' && score < WEIGHT.national) return NATIONAL
  return { score, reason: { type: 'away', km }, km }
}

function nearestSeat(
  directory: Directory,
  place: Place,
  cities: readonly string[],
): { readonly town: Town; readonly km: number } | undefined {
  return cities
    .flatMap((id) => directory.towns.get(id) ?? [])
    .map((town) => ({
      town,
      km: Math.round(distanceKm(place.latitude, place.longitude, town.latitude, town.longitude)),
    }))
    .sort((a, b) => a.km - b.km)[0]
}
