import { withoutDirectionMarks } from '../core/index.ts'

/**
 * Codes of slips: five digits and a check letter, `48273-K`. Nobody mistakes a digit for a letter
 * (0 and 1 are left out), the letters are those that sound unlike each other, and a digit misheard
 * or two exchanged never give another valid code. They cannot be taken for the code of a campaign.
 */

const DIGITS = '23456789'
const LETTERS = 'BDFKLMNRSTZ'
/** Different for each place and smaller than the number of letters, which is prime. */
const WEIGHTS = [1, 2, 3, 4, 5] as const

/** How many codes there are. */
export const CODE_COUNT = DIGITS.length ** WEIGHTS.length

/** The code that follows from a name; another `attempt` gives another one. */
export function codeFrom(hide: (value: string) => string, name: string, attempt = 0): string {
  const bytes = Buffer.from(hide(`slip ${name} ${attempt}`), 'base64url')
  const digits = WEIGHTS.map((_, at) => DIGITS[(bytes[at] ?? 0) % DIGITS.length] ?? '').join('')
  return `${digits}-${checkLetter(digits)}`
}

/**
 * The code that somebody typed as they heard or read it, with spaces or hyphens anywhere and digits
 * of either script; `undefined` where it is none.
 */
export function readCode(text: string): string | undefined {
  const bare = inWesternDigits(withoutDirectionMarks(text)).replace(/[\s.\-‐–—_/]+/gu, '')
  const [, digits = '', letter = ''] = /^([2-9]{5})([a-z])$/iu.exec(bare) ?? []
  const isCode = digits !== '' && letter.toUpperCase() === checkLetter(digits)
  return isCode ? `${digits}-${letter.toUpperCase()}` : undefined
}

function inWesternDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/gu, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
}

function checkLetter(digits: string): string {
  const sum = WEIGHTS.reduce(
    (all, weight, at) => all + weight * DIGITS.indexOf(digits[at] ?? ''),
    0,
  )
  return LETTERS[sum % LETTERS.length] ?? ''
}
