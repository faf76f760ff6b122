import { placeholder } from './kinds.ts'
import { isMoneyBefore } from './money.ts'

/** Letters and digits as on identity cards, passports and residence permits. */
const DOCUMENT =
  /(?<![\p{L}\p{Nd}])(?:[A-Za-z]{1,3}|[A-Z]{1,3}[ .\-/]{1,2})\p{Nd}{5,9}[A-Za-z]{0,2}(?![\p{L}\p{Nd}])/gu

/** Letters before a number that are not of a document. */
const NOT_A_DOCUMENT = /^(?:dhs?|mad|eur|usd)(?![a-z])/iu

/** Words after which a number belongs to a document, whatever it looks like. */
const NAMED =
  /((?<!\p{L})(?:cin|cnie|c\.i\.n|carte|passe?port|s[ée]jour|permis|permit|identit[ée]|identity|matricule|cnss|ramed|amo|num[ée]ro|numero|nimiro|number|n°|رقم|بطاقة|البطاقة|لاكارط|جواز|باسبور|الإقامة|الاقامة|تسجيل)[^\p{Nd}\n\ue000-\ue005]{0,24}?)([A-Za-z]{0,3}\p{Nd}(?:[ .-]?\p{Nd}){4,14}[A-Za-z]{0,2})(?![\p{L}\p{Nd}])/giu

/** Takes numbers of identity cards, passports, residence permits and insurance out. */
export function redactIdentity(text: string): string {
  const withoutDocuments = text.replace(DOCUMENT, (found: string, at: number) =>
    isMoney(found, text.slice(at + found.length)) ? found : placeholder('identity'),
  )
  return withoutDocuments.replace(
    NAMED,
    (found: string, before: string, number: string, at: number) =>
      isMoney(number, withoutDocuments.slice(at + found.length))
        ? found
        : before + placeholder('identity'),
  )
}

function isMoney(number: string, after: string): boolean {
  return NOT_A_DOCUMENT.test(number.trim()) || isMoneyBefore(after) || /dhs?$/iu.test(number)
}
