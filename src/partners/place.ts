import type { Directory } from './load.ts'
import type { PartnerQuery } from './query.ts'
import { distanceKm, type Town } from './towns.ts'

/** Where a person is, as far as it is known. */
export interface Place {
  readonly town?: Town
  readonly latitude: number
  readonly longitude: number
}

/** The place of a query: its coordinates where it has them, else its town. */
export function placeOf(directory: Directory, query: PartnerQuery): Place | undefined {
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

/** The seat that is nearest to a place. */
export function nearestSeat(
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
