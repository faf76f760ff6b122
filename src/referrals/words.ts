import { PARTNER_WORDS, type PartnerWord } from '../ports/index.ts'

/** One thing that a partner said of somebody. */
export interface PartnerSaid {
  readonly word: PartnerWord
  /** Ms since 1970. */
  readonly at: number
  /** With this word the campaign counted the person as one who reached a partner. */
  readonly reached?: true
}

/** For so many days after its first word a partner may correct it. */
const CHANGE_DAYS = 7

/** More words than these are not kept of one slip. */
const MAX_WORDS = 10

const DAY_MS = 86_400_000

/**
 * Until when (ms since 1970) a partner may say something else than before; `undefined` where it said
 * nothing yet, or too much.
 */
export function changeableUntil(words: readonly PartnerSaid[]): number | undefined {
  const [first] = words
  if (first === undefined || words.length >= MAX_WORDS) return undefined
  return first.at + CHANGE_DAYS * DAY_MS
}

/** Reads what of a referral are the words of its partner. */
export function parseWords(value: unknown): readonly PartnerSaid[] {
  return Array.isArray(value) ? value.filter(isSaid) : []
}

function isSaid(value: unknown): value is PartnerSaid {
  if (typeof value !== 'object' || value === null) return false
  if (!('word' in value && 'at' in value)) return false
  return PARTNER_WORDS.some((word) => word === value.word) && typeof value.at === 'number'
}
