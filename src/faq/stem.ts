const ARABIC = /[\u0600-\u06ff]/
const ARTICLE = /^[وفبكل]?ال(?=.{3,})|^لل(?=.{3,})/
const CLITIC = /^[وفبل](?=.{4,})/
const ARABIC_SUFFIX = /(?<=.{3,})(?:اتي|اتك|تهم|تها|تنا|تكم|هم|ها|نا|كم|ات|ين|ون|تي|تك|ته|ي|ك|ه|ت)$/
const LATIN_SUFFIX = /(?<=.{3,})(?:ing|ed|es|s|er|ez|ent|ly|e)$/

/**
 * A normalised word without its commonest endings and, in Arabic letters, without article,
 * attached prepositions and pronouns. Light on purpose: the whole word is a feature as well.
 */
export function stemOf(word: string): string {
  if (!ARABIC.test(word)) return word.replace(LATIN_SUFFIX, '')
  const bare = word.replace(ARTICLE, '')
  return (bare === word ? word.replace(CLITIC, '') : bare).replace(ARABIC_SUFFIX, '')
}

const GLUED = /^(?:[cdjlmnst]|qu)(?=[aeiou]|h[aeiou])(?=.{5,})/

/** What is left of `lenfant`, `dextrait` or `jarrive` without what was elided; empty elsewhere. */
export function unglued(word: string): string {
  return GLUED.test(word) ? word.replace(GLUED, '') : ''
}
