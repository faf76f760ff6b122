import { date } from './date.ts'
import type { Kind } from './kind.ts'
import { amount, number } from './numbers.ts'
import { city, phone, text, yesNo } from './words.ts'

export type { KindReading } from './kind.ts'

/** The kinds of answer that `ask` knows, by the word that authors write. */
export const KINDS = { text, number, date, amount, city, phone, 'yes-no': yesNo } satisfies Record<
  string,
  Kind
>

/** One of {@link KINDS}. */
export type KindName = keyof typeof KINDS

/** Their names, for the schema. */
export const KIND_NAMES = [
  'text',
  'number',
  'date',
  'amount',
  'city',
  'phone',
  'yes-no',
] as const satisfies readonly KindName[]
