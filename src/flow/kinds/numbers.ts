import { readAmount } from '../input/read-amount.ts'
import { readNumber } from '../input/read-number.ts'
import type { Bounds, Kind } from './kind.ts'

/** A number, zero or more unless `min` says otherwise. */
export const number: Kind = {
  shown: { type: 'plain' },
  bounds: 'number',
  read(text, asked) {
    const value = readNumber(asked.words, text)
    if (value === undefined) return undefined
    return isWithin(value, asked) ? { value } : 'outside'
  },
}

/** An amount of money, kept in whole centimes; bounds are written in dirhams. */
export const amount: Kind = {
  shown: { type: 'amount' },
  bounds: 'number',
  read(text, asked) {
    const value = readAmount(asked.words, text)
    if (value === undefined) return undefined
    return isWithin(value / 100, asked) ? { value } : 'outside'
  },
}

function isWithin(value: number, { min, max }: Bounds): boolean {
  return value >= Number(min ?? 0) && value <= Number(max ?? Number.POSITIVE_INFINITY)
}
