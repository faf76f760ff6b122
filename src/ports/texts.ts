import type { Locale } from '../core/index.ts'

/** Values put into a text: `{{name}}`. */
export type TextValues = Readonly<Record<string, string | number>>

/**
 * Every text a person can read, by locale and key. A key is `namespace:path.to.text`; the
 * namespace is the file below `content/locales/<locale>/`, `common` when left out.
 */
export interface Texts {
  /** The text; a missing one falls back to French and, at worst, to the empty string. */
  text(locale: Locale, key: string, values?: TextValues): string
  /** A list of texts (words that are understood, trigger phrases); empty when there is none. */
  list(locale: Locale, key: string): readonly string[]
  /** Whether the locale itself has this key. */
  has(locale: Locale, key: string): boolean
}
