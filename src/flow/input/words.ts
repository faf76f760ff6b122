import { LOCALES, normalize } from '../../core/index.ts'
import type { Texts } from '../../ports/index.ts'
import { type Lexicon, readLexicon } from './lexicon.ts'

/**
 * The words that are understood as an answer, in all four locales at once: people mix languages.
 * Lists are prepared when they are first asked for and kept as long as this object.
 */
export interface Words {
  readonly texts: Texts
  /** A list of `content/locales`, as the matcher compares it. */
  forms(key: string): ReadonlySet<string>
  /** Number words, months, units of time and money. */
  lexicon(): Lexicon
}

/** Prepares the words of these texts. Make it once per set of texts: it remembers its lists. */
export function createWords(texts: Texts): Words {
  const sets = new Map<string, ReadonlySet<string>>()
  let lexicon: Lexicon | undefined
  const forms = (key: string) => {
    const known = sets.get(key)
    if (known !== undefined) return known
    const all = LOCALES.flatMap((locale) => texts.list(locale, key)).map(normalize)
    const made = new Set(all.filter((form) => form !== ''))
    sets.set(key, made)
    return made
  }
  return {
    texts,
    forms,
    lexicon: () => {
      lexicon ??= readLexicon(forms)
      return lexicon
    },
  }
}

/** The prepared words of a caller that keeps them, or new ones. */
export function wordsFor(services: {
  readonly texts: Texts
  readonly words?: Words | undefined
}): Words {
  return services.words ?? createWords(services.texts)
}
