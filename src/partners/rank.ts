import type { Locale, Need, Partner, Topic } from '../core/index.ts'
import type { Directory } from './load.ts'
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
  /** Partners that the answer itself names, best first. */
  readonly prefer?: readonly string[]
}

/** Why a partner stands where it stands; the best reason comes first. */
export type Reason =
  | { readonly type: 'in-town'; readonly town: string }
  | { readonly type: 'nearest'; readonly town: string; readonly km: number }
  | { readonly type: 'in-region'; readonly region: string }
  | { readonly type: 'national' }
  | { readonly type: 'serves'; readonly audience: string }
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

const WEIGHT = {
  need: 100,
  topic: 20,
  preferred: 40,
  inTown: 60,
  inRegion: 40,
  nearby: 35,
  national: 30,
  audience: 15,
  contact: 8,
  unverified: -25,
  paused: -60,
} as const

/**
 * The partners that fit, best first. A closed one is never among them; one that does not meet the
 * need only where nobody does. Ties fall to the alphabet, so that two runs agree.
 */
export function rankPartners(directory: Directory, query: PartnerQuery): readonly RankedPartner[] {
  const place = placeOf(directory, query)
  const open = [...directory.partners.values()].filter(
    (partner) => partner.status !== 'closed' && serves(partner, query),
  )
  return open
    .map((partner) => weigh(directory, query, place, partner))
    .sort((a, b) => b.score - a.score || a.partner.partner.localeCompare(b.partner.partner))
}

function serves(partner: Partner, query: PartnerQuery): boolean {
  if (partner.needs.includes(query.need)) return true
  const preferred = query.prefer?.includes(partner.partner) ?? false
  return preferred && partner.needs.length > 0
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
  const reasons: Reason[] = near.reason === undefined ? [] : [near.reason]
  let score = near.score
  if (partner.needs.includes(query.need)) score += WEIGHT.need
  if (query.topic !== undefined && partner.topics.includes(query.topic)) score += WEIGHT.topic
  const rank = query.prefer?.indexOf(partner.partner) ?? -1
  if (rank >= 0) {
    score += WEIGHT.preferred - 5 * Math.min(rank, 4)
    reasons.push({ type: 'preferred' })
  }
  if (query.audience !== undefined && partner.serves.includes(query.audience)) {
    score += WEIGHT.audience
    reasons.push({ type: 'serves', audience: query.audience })
  }
  if (partner.contacts.length > 0) score += WEIGHT.contact
  if (partner.status === 'unverified') {
    score += WEIGHT.unverified
    reasons.push({ type: 'unverified' })
  }
  if (partner.status === 'paused') {
    score += WEIGHT.paused
    reasons.push({ type: 'paused' })
  }
  const base = { partner, score, reasons }
  return near.km === undefined ? base : { ...base, distanceKm: Math.round(near.km) }
}

interface Nearness {
  readonly score: number
  readonly reason?: Reason
  readonly km?: number
}

function nearness(directory: Directory, place: Place | undefined, partner: Partner): Nearness {
  const { scope, cities } = partner.place
  if (place === undefined) {
    return scope === 'national'
      ? { score: WEIGHT.national, reason: { type: 'national' } }
      : { score: 0 }
  }
  const seats = cities.flatMap((id) => directory.towns.get(id) ?? [])
  const nearest = seats
    .map((town) => ({
      town,
      km: distanceKm(place.latitude, place.longitude, town.latitude, town.longitude),
    }))
    .sort((a, b) => a.km - b.km)[0]
  if (nearest !== undefined && place.town?.id === nearest.town.id) {
    return { score: WEIGHT.inTown, reason: { type: 'in-town', town: nearest.town.id }, km: 0 }
  }
  if (scope === 'national') return { score: WEIGHT.national, reason: { type: 'national' } }
  if (nearest === undefined) return { score: 0 }
  const region = place.town?.region
  if (scope === 'region' && region !== undefined && nearest.town.region === region) {
    return { score: WEIGHT.inRegion, reason: { type: 'in-region', region }, km: nearest.km }
  }
  const score = WEIGHT.nearby * Math.max(0, 1 - nearest.km / FAR_KM)
  return {
    score,
    reason: {
      type: 'nearest',
      town: place.town?.id ?? nearest.town.id,
      km: Math.round(nearest.km),
    },
    km: nearest.km,
  }
}
