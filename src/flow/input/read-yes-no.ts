import { normalize, wordsOf } from '../../core/index.ts'
import type { Words } from './words.ts'

/** "Oui merci beaucoup" is still a yes; a longer message is something else. */
const MAX_WORDS = 5

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
  return rest.every((word) => no.has(word)) ? false : undefined
}
