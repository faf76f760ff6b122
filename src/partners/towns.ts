import { editDistance, type Locale, type Localized, normalize, wordsOf } from '../core/index.ts'

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
  /** Its name is also an ordinary word: believed only alone or after "in", "from", "near". */
  readonly ambiguous: boolean
}

/** The towns of Morocco as people name them. */
export interface Towns {
  get(id: string): Town | undefined
  /** The town a text speaks of, in any of the five ways of writing, or `undefined`. */
  find(text: string): Town | undefined
  /** The nearest town within {@link MAX_NEAREST_KM}. */
  nearest(latitude: number, longitude: number): Town | undefined
  nameOf(id: string, locale: Locale): string
  readonly all: readonly Town[]
}

/** Farther from every town than this, a place is not in Morocco. */
export const MAX_NEAREST_KM = 120

/** Words that say that a place follows, normalised. */
const BEFORE_PLACE = new Set(
  'a au aux de d en dans vers pres chez in at near from to around f fi fe men mn 7da hda hdaya jiht dyal ف في من حدا قرب جيهه جهه ب الي'.split(
    ' ',
  ),
)

/** Prefixes that Arabic writes together with the name: "in", "to", "from-the", "and". */
const ARABIC_PREFIXES = ['', 'ف', 'ب', 'ل', 'و', 'فال', 'بال', 'لل', 'وال', 'ال', 'م', 'من']

/** A misspelt name is only believed when it is long enough not to be another word. */
const MIN_MISSPELT_LENGTH = 6

/** Creates the towns of a gazetteer. */
export function createTowns(all: readonly Town[]): Towns {
  const byId = new Map(all.map((town) => [town.id, town]))
  const spellings = spellingsOf(all)
  const longest = Math.max(1, ...[...spellings.keys()].map((name) => wordsOf(name).length))
  return {
    all,
    get: (id) => byId.get(id),
    nameOf: (id, locale) => byId.get(id)?.name[locale] ?? id,
    find: (text) => findTown(spellings, longest, wordsOf(normalize(text))),
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

function spellingsOf(all: readonly Town[]): Map<string, Town> {
  const spellings = new Map<string, Town>()
  for (const town of all) {
    for (const name of [...Object.values(town.name), ...town.also]) {
      const key = normalize(name)
      if (key !== '' && !spellings.has(key)) spellings.set(key, town)
    }
  }
  return spellings
}

function findTown(
  spellings: Map<string, Town>,
  longest: number,
  words: readonly string[],
): Town | undefined {
  for (let length = Math.min(longest, words.length); length > 0; length--) {
    for (let at = 0; at + length <= words.length; at++) {
      const town = exact(spellings, words.slice(at, at + length).join(' '))
      if (town === undefined) continue
      const alone = words.length === length
      const announced = BEFORE_PLACE.has(words[at - 1] ?? '') || town.prefixed
      if (!town.town.ambiguous || alone || announced) return town.town
    }
  }
  return misspelt(spellings, words)
}

function exact(
  spellings: Map<string, Town>,
  name: string,
): { town: Town; prefixed: boolean } | undefined {
  for (const prefix of ARABIC_PREFIXES) {
    if (!name.startsWith(prefix)) continue
    const rest = name.slice(prefix.length)
    const town =
      spellings.get(rest) ?? (prefix.endsWith('ال') ? spellings.get(`ال${rest}`) : undefined)
    if (town !== undefined) return { town, prefixed: prefix !== '' && prefix !== 'ال' }
  }
  const bare = spellings.get(`ال${name}`)
  return bare === undefined ? undefined : { town: bare, prefixed: false }
}

function misspelt(spellings: Map<string, Town>, words: readonly string[]): Town | undefined {
  for (const [at, word] of words.entries()) {
    if (word.length < MIN_MISSPELT_LENGTH) continue
    const announced = words.length <= 2 || BEFORE_PLACE.has(words[at - 1] ?? '')
    if (!announced) continue
    for (const [name, town] of spellings) {
      if (town.ambiguous || name.length < MIN_MISSPELT_LENGTH || name[0] !== word[0]) continue
      if (editDistance(word, name, 1) <= 1) return town
    }
  }
  return undefined
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
