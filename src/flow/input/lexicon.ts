import { wordsOf } from '../../core/index.ts'
import type { DateUnit } from '../dates.ts'

/** All that one word or phrase may mean; "sept" is seven and September. */
export interface Meaning {
  readonly number?: number
  /** 1 for January. */
  readonly month?: number
  readonly unit?: DateUnit
  /** "two days" in one word. */
  readonly pair?: DateUnit
  /** Days from today. */
  readonly relative?: number
  /** 0 for Sunday. */
  readonly weekday?: number
  /** Centimes in one of it. */
  readonly money?: number
  readonly direction?: 'ago' | 'in'
  /** "first" of a month. */
  readonly ordinal?: number
}

/** Phrases as `normalize` returns them, and what they mean. */
export interface Lexicon {
  readonly meanings: ReadonlyMap<string, Meaning>
  /** Words of the longest phrase. */
  readonly longest: number
  /** The words that a phrase of several words can end with. */
  readonly lastWords: ReadonlySet<string>
}

/** Keys of `content/locales/<locale>/numbers.yaml` and what each list means. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  zero: { number: 0 },
  one: { number: 1 },
  two: { number: 2 },
  three: { number: 3 },
  four: { number: 4 },
  five: { number: 5 },
  six: { number: 6 },
  seven: { number: 7 },
  eight: { number: 8 },
  nine: { number: 9 },
  ten: { number: 10 },
  eleven: { number: 11 },
  twelve: { number: 12 },
  thirteen: { number: 13 },
  fourteen: { number: 14 },
  fifteen: { number: 15 },
  sixteen: { number: 16 },
  seventeen: { number: 17 },
  eighteen: { number: 18 },
  nineteen: { number: 19 },
  twenty: { number: 20 },
  thirty: { number: 30 },
  forty: { number: 40 },
  fifty: { number: 50 },
  sixty: { number: 60 },
  seventy: { number: 70 },
  eighty: { number: 80 },
  ninety: { number: 90 },
  hundred: { number: 100 },
  'two-hundred': { number: 200 },
  thousand: { number: 1000 },
  'two-thousand': { number: 2000 },
  million: { number: 1_000_000 },
  first: { ordinal: 1 },
  january: { month: 1 },
  february: { month: 2 },
  march: { month: 3 },
  april: { month: 4 },
  may: { month: 5 },
  june: { month: 6 },
  july: { month: 7 },
  august: { month: 8 },
  september: { month: 9 },
  october: { month: 10 },
  november: { month: 11 },
  december: { month: 12 },
  day: { unit: 'day' },
  week: { unit: 'week' },
  month: { unit: 'month' },
  year: { unit: 'year' },
  'two-days': { pair: 'day' },
  'two-weeks': { pair: 'week' },
  'two-months': { pair: 'month' },
  'two-years': { pair: 'year' },
  today: { relative: 0 },
  yesterday: { relative: -1 },
  'day-before-yesterday': { relative: -2 },
  tomorrow: { relative: 1 },
  'day-after-tomorrow': { relative: 2 },
  ago: { direction: 'ago' },
  in: { direction: 'in' },
  sunday: { weekday: 0 },
  monday: { weekday: 1 },
  tuesday: { weekday: 2 },
  wednesday: { weekday: 3 },
  thursday: { weekday: 4 },
  friday: { weekday: 5 },
  saturday: { weekday: 6 },
  dirham: { money: 100 },
  centime: { money: 1 },
  ryal: { money: 5 },
}

/** The lists that `numbers.yaml` must have in each locale. */
export const NUMBER_KEYS: readonly string[] = Object.keys(MEANINGS)

/** Reads the lists of `numbers.yaml`; a word of two lists has both meanings. */
export function readLexicon(forms: (key: string) => ReadonlySet<string>): Lexicon {
  const meanings = new Map<string, Meaning>()
  const lastWords = new Set<string>()
  let longest = 1
  for (const [key, meaning] of Object.entries(MEANINGS)) {
    for (const form of forms(`numbers:${key}`)) {
      meanings.set(form, { ...meaning, ...meanings.get(form) })
      const words = wordsOf(form)
      longest = Math.max(longest, words.length)
      if (words.length > 1) lastWords.add(words.at(-1) ?? '')
    }
  }
  return { meanings, longest, lastWords }
}
