import { LOCALES, normalize } from '../core/index.ts'
import type { Texts } from '../ports/index.ts'

/** The names of the months in every language, as `normalize` returns them: 1 for January. */
export type Months = ReadonlyMap<string, number>

const MONTH_KEYS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const

/** Reads the names of the months from `content/locales/<locale>/numbers.yaml`. */
export function readMonths(texts: Texts): Months {
  const months = new Map<string, number>()
  for (const locale of LOCALES) {
    for (const [index, key] of MONTH_KEYS.entries()) {
      for (const name of texts.list(locale, `numbers:${key}`))
        months.set(normalize(name), index + 1)
    }
  }
  return months
}

/** Arabic-Indic and Persian digits, as 0-9. */
function westernDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) =>
    String((digit.codePointAt(0) ?? 0) & 0xf),
  )
}

const SPACE = '[ \\u00a0\\u202f]'
const GROUPED = new RegExp(`(?<![\\d,.])[1-9]\\d{0,2}(?:${SPACE}\\d{3}|[.,٬]\\d{3})+(?!\\d)`, 'gu')
const PHONE = new RegExp(
  `(?<!\\d)(?:\\+|00)?\\d{2,4}(?:${SPACE}|[-.])(?:\\d{2,4}(?:${SPACE}|[-.])?){1,5}`,
  'gu',
)

/** A month beside a day or a year; alone, "may" and "mars" are other words too. */
const DATED = /(?<=\d\s+)\p{L}+|\p{L}+(?=\s+\d{4}(?!\d))/gu
/** What Arabic writers put before a month without a space. */
const ATTACHED = /^[فبول]/u

/**
 * Every amount, delay, percentage, date part and phone number of a text, without regard to how it
 * is written: `500 000`, `500.000` and `٥٠٠ ٠٠٠` are the same, so are `0,5` and `0.5`, "30 mai 1995"
 * and "30 May 1995". Sorted, each once; the numbers that begin the lines of a list are left out.
 */
export function figuresOf(text: string, months: Months = new Map()): readonly string[] {
  const plain = westernDigits(text.replace(/[\u2066-\u2069\u200e\u200f]/gu, ''))
    .replace(/^\s*\d{1,2}[.)-]\s/gmu, '')
    .replace(GROUPED, (found) => found.replace(/\D/gu, ''))
    .replace(/(\d)[,.٫](\d)/gu, '$1.$2')
    .replace(PHONE, (found) =>
      found.startsWith('0') || found.startsWith('+') ? `${found.replace(/\D/gu, '')} ` : found,
    )
  const figures = plain.match(/\d+(?:\.\d+)*(?:\s?[%٪])?/gu) ?? []
  const dated = (plain.match(DATED) ?? []).flatMap((word) => {
    // "A child of 18 may" is no date.
    if (word === 'may') return []
    const name = normalize(word)
    const month = months.get(name) ?? months.get(name.replace(ATTACHED, ''))
    return month === undefined ? [] : [`month ${month}`]
  })
  return [...new Set([...figures.map(toPercent), ...dated])].sort()
}

function toPercent(figure: string): string {
  return figure.replace(/\s?[%٪]/u, ' %')
}
