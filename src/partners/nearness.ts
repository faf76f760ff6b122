import type { Partner } from '../core/index.ts'
import type { Directory } from './load.ts'
import { nearestSeat, type Place } from './place.ts'
import type { Reason } from './query.ts'
import { WEIGHT } from './weight.ts'

/** A town this far or farther counts as out of reach for a partner that serves one town. */
export const FAR_KM = 600

/** How near a partner is, and what that counts. */
export interface Nearness {
  readonly score: number
  readonly reason?: Reason
  /** To the nearest seat; absent where it does not matter how far that is. */
  readonly km?: number
}

const NATIONAL: Nearness = { score: WEIGHT.national, reason: { type: 'national' } }

/** Weighs how near a partner is to a place; one of the whole country is never far. */
export function nearness(
  directory: Directory,
  place: Place | undefined,
  partner: Partner,
): Nearness {
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
