import { CODE_LENGTH } from './code.ts'
import { foldLetters, foldSounds } from './fold.ts'

/** A word of a message, or the part of one that may be a code. */
export interface Token {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly isArabic: boolean
  /** As the letters of a code; `undefined` where it cannot be part of one. */
  readonly letters: string | undefined
  /** The same by sound. */
  readonly sounds: string | undefined
}

const WORD = /[\p{L}\p{N}\p{M}\p{Cf}ـ]+/gu

/**
 * Where a code may begin or end inside a word: where the script changes, and where a run of
 * capitals as long as a code meets small letters (`codeKAMILUZ`, `KAMILUZbonjour`).
 */
const SEAM = new RegExp(
  [
    '(?<=\\p{Script=Arabic})(?=[\\p{Script=Latin}\\d])',
    '(?<=[\\p{Script=Latin}\\d])(?=\\p{Script=Arabic})',
    `(?<=\\p{Ll})(?=\\p{Lu}{${CODE_LENGTH}})`,
    `(?<=\\p{Lu}{${CODE_LENGTH}})(?=\\p{Lu}?\\p{Ll})`,
  ].join('|'),
  'gu',
)

/** The words of a message in their order. */
export function tokensOf(text: string): readonly Token[] {
  return [...text.matchAll(WORD)].flatMap(({ 0: word, index }) => {
    let start = index
    return word.split(SEAM).map((part) => {
      const token = toToken(part, start)
      start = token.end
      return token
    })
  })
}

function toToken(text: string, start: number): Token {
  return {
    text,
    start,
    end: start + text.length,
    isArabic: /\p{Script=Arabic}/u.test(text),
    letters: foldLetters(text),
    sounds: foldSounds(text),
  }
}
