/**
 * Codes of campaigns: three open syllables and a closing letter, `KA-MI-LU-Z`. They are read alike
 * in French, Arabic and English, each letter has one counterpart in Arabic script, and the last one
 * is a check letter: one letter heard or typed wrongly never gives another valid code.
 */

/** No two sound alike to an ear for Arabic (p/b, v/f, g/k), and there are 11, a prime number. */
export const CONSONANTS = 'bdfklmnrstz'

/** Arabic knows three vowels; more would be mixed up when dictated. */
export const VOWELS = 'aiu'

/** Letters of a code. */
export const CODE_LENGTH = 7

/** How many codes there are. */
export const CODE_COUNT = (CONSONANTS.length * VOWELS.length) ** 3

const SYLLABLES = CONSONANTS.length * VOWELS.length

/** Different for each letter of the same kind, so that an exchange of two is noticed. */
const WEIGHTS = [1, 2, 3, 4, 5, 6] as const

/** What nobody wants to read on a poster, in the languages around: parts of the body, death… */
const UNFORTUNATE = ['kus', 'tiz', 'nik', 'nak', 'zub', 'zib', 'zab', 'kul', 'bit', 'sut', 'mut']

/** The code with this number, from 0 to {@link CODE_COUNT} - 1. */
export function codeAt(number: number): string {
  let rest = number
  let letters = ''
  for (let syllable = 0; syllable < 3; syllable += 1) {
    const at = rest % SYLLABLES
    rest = Math.floor(rest / SYLLABLES)
    letters +=
      (CONSONANTS[Math.floor(at / VOWELS.length)] ?? '') + (VOWELS[at % VOWELS.length] ?? '')
  }
  return (letters + checkLetter(letters)).toUpperCase()
}

/** Whether `text` is a code, in capital letters, with the right check letter. */
export function isCode(text: string): boolean {
  const letters = text.toLowerCase()
  return (
    text === text.toUpperCase() &&
    /^(?:[bdfklmnrstz][aiu]){3}[bdfklmnrstz]$/u.test(letters) &&
    letters.at(-1) === checkLetter(letters.slice(0, -1))
  )
}

/** Whether a code sounds like a word that does not belong on a poster. */
export function isUnfortunate(code: string): boolean {
  return UNFORTUNATE.some((part) => code.toLowerCase().includes(part))
}

/** The code as it is read out: `KA·MI·LUZ`. */
export function spokenCode(code: string): string {
  return [code.slice(0, 2), code.slice(2, 4), code.slice(4)].join('·')
}

function checkLetter(letters: string): string {
  const sum = [...letters].reduce((total, letter, at) => {
    const value = at % 2 === 0 ? CONSONANTS.indexOf(letter) : VOWELS.indexOf(letter)
    return total + value * (WEIGHTS[at] ?? 0)
  }, 0)
  return CONSONANTS[sum % CONSONANTS.length] ?? ''
}
