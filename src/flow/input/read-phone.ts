import { isQuestion, westernDigits } from './tokens.ts'

const PHONE =
  /(?<![\d+])(?:(?:\+|00)\s*212[\s.-]*(?:\(0\)|0)?|0)[\s.-]*([5-8](?:[\s.-]*\d){8})(?!\d)/gu

/** The one Moroccan number that an answer gives, as `+212…`: mobile, landline, or 08. */
export function readPhone(text: string): string | undefined {
  if (isQuestion(text)) return undefined
  const found = [...westernDigits(text).matchAll(PHONE)]
  const [first, ...others] = found
  if (first === undefined || others.length > 0) return undefined
  return `+212${(first[1] ?? '').replace(/\D/gu, '')}`
}
