import { LOCALES, type Locale, type Localized } from './locale.ts'
import type { Need, Topic } from './needs.ts'

/** How well a fact is known: several sources, one, general knowledge, or sources that disagree. */
export const CONFIDENCES = ['C', '1', 'G', '!'] as const

/** One of {@link CONFIDENCES}. */
export type Confidence = (typeof CONFIDENCES)[number]

/** Where a fact comes from. */
export interface Source {
  readonly title: string
  readonly url?: string | undefined
  /** As the source gives it: a day, a month, a year or `n.d.`. */
  readonly date: string
  readonly confidence: Confidence
}

/** One question that people have and the answer that a human wrote for it. */
export interface Entry {
  readonly entry: string
  readonly topic: Topic
  readonly group: string
  readonly need: Need
  readonly title: Localized
  readonly answers: Localized
  readonly phrasings: Readonly<Record<Locale, readonly string[]>>
  /** Partners that fit this entry best, best first. */
  readonly partners: readonly string[]
  /** Partners with whom what is uncertain in the answer is to be confirmed. */
  readonly confirm: readonly string[]
  /** A conversation to offer after the answer. */
  readonly flow?: string | undefined
  readonly related: readonly string[]
  readonly sources: readonly Source[]
  /** `YYYY-MM-DD`. */
  readonly reviewed: string
  /** `YYYY-MM-DD`: from the day after, the answer says that it has to be checked. */
  readonly expires: string
  /**
   * There while the entry is not finished. In the locales that are missing, title and answer stand in
   * the nearest language that is there.
   */
  readonly incomplete?: { readonly missing: readonly Locale[] } | undefined
}

/** Where a text is read from when a locale is missing, nearest first. */
const NEAREST: Localized<readonly Locale[]> = {
  fr: ['en', 'ary', 'ar'],
  ar: ['ary', 'fr', 'en'],
  ary: ['ar', 'fr', 'en'],
  en: ['fr', 'ar', 'ary'],
}

/** The locale in which an entry is read by somebody who reads `locale`. */
export function readIn(entry: Pick<Entry, 'incomplete'>, locale: Locale): Locale {
  const missing = entry.incomplete?.missing ?? []
  return [locale, ...NEAREST[locale]].find((one) => !missing.includes(one)) ?? locale
}

/** The locales in which an entry is written. */
export function writtenIn(entry: Pick<Entry, 'incomplete'>): readonly Locale[] {
  const missing = entry.incomplete?.missing ?? []
  return LOCALES.filter((locale) => !missing.includes(locale))
}
