import { placeholder } from './kinds.ts'
import { isMoneyBefore } from './money.ts'

/** Eight digits and more, with what people put between the digits of a phone number. */
const RUN =
  /(?<![\p{L}\p{Nd}])[(]?(?:[+＋]\s?)?[(]?(?:[oO][\s.-]?(?=[5-8]))?\p{Nd}(?:(?:[\s.\-‐-―_/()*·:]{1,4}|,)?\p{Nd}){7,}/gu

/** Takes phone numbers out, in any spelling. */
export function redactPhones(text: string): string {
  return text.replace(RUN, (run: string) =>
    isPhone(toWesternDigits(run)) ? placeholder('phone') : run,
  )
}

/** Takes other long numbers out; dates, years and amounts stay. */
export function redactNumbers(text: string): string {
  return text.replace(RUN, (run: string, offset: number) => {
    const digits = toWesternDigits(run)
    const isHarmless = isDate(digits) || isAmount(digits, text.slice(offset + run.length))
    return isHarmless ? run : placeholder('number')
  })
}

function isPhone(run: string): boolean {
  const digits = run.replace(/^[oO]/u, '0').replace(/[^\d]/gu, '')
  if (/^[\s(]*[+＋]/u.test(run)) return digits.length <= 16
  // Longer ones that begin with two zeros are numbers of companies and accounts.
  if (/^[\s(]*00/u.test(run) && digits.length <= 14) return true
  return /^(?:0|212|2120)[5-8]\d{8}$/u.test(digits)
}

function isDate(run: string): boolean {
  const trimmed = run.trim()
  return (
    /^\d{1,2}[/.\- ]\d{1,2}[/.\- ](?:19|20)\d{2}$/u.test(trimmed) ||
    /^(?:19|20)\d{2}[/.\- ]\d{1,2}[/.\- ]\d{1,2}$/u.test(trimmed) ||
    /^(?:19|20)\d{2}(?:\s?[/\-–, ]\s?(?:19|20)\d{2})+$/u.test(trimmed)
  )
}

/** `10 000 000`, `50 000 - 100 000`, or any number that is followed by a currency. */
function isAmount(run: string, after: string): boolean {
  const parts = run.split(/\s*[-–—/]\s*/u)
  const isThousands = (part: string) => /^[1-9]\d{0,2}(?:[ .,\u00a0\u202f]\d{3})+$/u.test(part)
  const isShort = (part: string) => /^\d{1,6}$/u.test(part)
  if (parts.some(isThousands) && parts.every((part) => isThousands(part) || isShort(part))) {
    return run.replace(/\D/gu, '').length <= 14
  }
  return isMoneyBefore(after) && /^[1-9]\d{0,9}$/u.test(run)
}

/** Digits of any script as `0` to `9`; other characters stay. */
function toWesternDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    // The ten digits of a script follow each other; where the row begins, Unicode does not say.
    const code = digit.codePointAt(0) ?? 0
    let zero = code
    while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
    return String((code - zero) % 10)
  })
}
