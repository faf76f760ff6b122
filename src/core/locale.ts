/** The languages Dalil answers in: French, Modern Standard Arabic, Darija, English. */
export const LOCALES = ['fr', 'ar', 'ary', 'en'] as const

/** One of {@link LOCALES}. */
export type Locale = (typeof LOCALES)[number]

/** Whether a text is read from the left or from the right. */
export type Direction = 'ltr' | 'rtl'

/** Whether `value` names a locale. */
export function isLocale(value: unknown): value is Locale {
  return LOCALES.includes(value as Locale)
}

/** The direction of writing of a locale; Darija is answered in Arabic letters. */
export function directionOf(locale: Locale): Direction {
  return locale === 'ar' || locale === 'ary' ? 'rtl' : 'ltr'
}

/** A text in every locale. */
export type Localized<T = string> = Readonly<Record<Locale, T>>
