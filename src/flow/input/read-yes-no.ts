import { normalize, wordsOf } from '../../core/index.ts'
import type { Words } from './words.ts'

/** "Oui merci beaucoup" is still a yes; a longer message is something else. */
const MAX_WORDS = 8

/**
 * Whether a whole message is a yes or a no, in any of the languages. A question that begins with
 * "no" is neither.
 */
export function readYesNo(words: Words, text: string): boolean | undefined {
  if (/[?؟]/u.test(text)) return undefined
  const written = normalize(text)
  const yes = words.forms('words:yes')
  const no = words.forms('words:no')
  if (yes.has(written)) return no.has(written) ? undefined : true
  if (no.has(written)) return false
  const all = wordsOf(written)
  if (all.length === 0 || all.length > MAX_WORDS) return undefined
  const polite = words.forms('words:polite')
  const rest = all.filter((word) => !polite.has(word))
  if (rest.length === 0) return undefined
  if (rest.every((word) => yes.has(word))) return true
  if (rest.every((word) => no.has(word))) return false
  return opening(words, rest)
}

/** "Oui j'ai 25 ans": a word that can mean nothing else comes first, and its opposite nowhere. */
function opening(words: Words, all: readonly string[]): boolean | undefined {
  const [first = '', ...rest] = all
  const yes = words.forms('words:yes-opening')
  const no = words.forms('words:no-opening')
  if (yes.has(first)) return rest.some((word) => no.has(word)) ? undefined : true
  if (no.has(first)) return rest.some((word) => yes.has(word)) ? undefined : false
  return undefined
}
