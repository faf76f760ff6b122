import type { Locale, Localized } from '../core/index.ts'
import { createTownFinder } from './find-town.ts'

/** A town of the gazetteer. */
export interface Town {
  readonly id: string
  readonly region: string
  readonly name: Localized
  /** Degrees, WGS 84. */
  readonly latitude: number
  readonly longitude: number
  /** Other spellings, Latin and Arabic. */
  readonly also: readonly string[]
  /** Spellings that are also ordinary words: believed alone or after "in", "from", "near". */
  readonly ambiguous: readonly string[]
  /** Spellings that are ordinary words even there ("in the eyes"): believed alone only. */
  readonly onlyAlone: readonly string[]
}

/** The towns of Morocco as people name them. */
export interface Towns {
  get(id: string): Town | undefined
  /** The first town a text speaks of, in any of the five ways of writing, or `undefined`. */
  find(text: string): Town | undefined
  /** The nearest town within {@link MAX_NEAREST_KM}. */
  nearest(latitude: number, longitude: number): Town | undefined
  nameOf(id: string, locale: Locale): string
  readonly all: readonly Town[]
}

/** Farther from every town than this, a place is not in Morocco. */
const MAX_NEAREST_KM = 120

/** Creates the towns of a gazetteer. */
export function createTowns(all: readonly Town[]): Towns {
  const byId = new Map(all.map((town) => [town.id, town]))
  return {
    all,
    get: (id) => byId.get(id),
    nameOf: (id, locale) => byId.get(id)?.name[locale] ?? id,
    find: createTownFinder(all),
    nearest(latitude, longitude) {
      let best: Town | undefined
      let bestKm = MAX_NEAREST_KM
      for (const town of all) {
        const km = distanceKm(latitude, longitude, town.latitude, town.longitude)
        if (km < bestKm) {
          best = town
          bestKm = km
        }
      }
      return best
    },
  }
}

const EARTH_RADIUS_KM = 6371

/** Great-circle distance in km (haversine formula). */
export function distanceKm(lat1: number, lon1: number, lat2: number, lon2: number): number {
  const radians = Math.PI / 180
  const dLat = ((lat2 - lat1) * radians) / 2
  const dLon = ((lon2 - lon1) * radians) / 2
  const a =
    Math.sin(dLat) ** 2 + Math.cos(lat1 * radians) * Math.cos(lat2 * radians) * Math.sin(dLon) ** 2
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(a)))
}
