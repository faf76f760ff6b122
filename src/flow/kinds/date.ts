import { addTo, type DateUnit } from '../dates.ts'
import { readDate } from '../input/read-date.ts'
import type { Kind } from './kind.ts'

const UNITS: Readonly<Record<string, DateUnit>> = { d: 'day', w: 'week', m: 'month', y: 'year' }

/** A day, kept as `YYYY-MM-DD`. */
export const date: Kind = {
  shown: { type: 'date' },
  bounds: 'date',
  read(text, asked) {
    const { today } = asked.context
    const min = toDay(asked.min, today)
    const max = toDay(asked.max, today)
    const value = readDate(asked.words, text, { today, min, max })
    if (value === undefined) return undefined
    const inside = (min === undefined || value >= min) && (max === undefined || value <= max)
    return inside ? { value } : 'outside'
  },
}

/** `today-2y` and the like as a day. */
function toDay(bound: string | number | undefined, today: string): string | undefined {
  if (typeof bound !== 'string') return undefined
  if (!bound.startsWith('today')) return bound
  const [, sign, count, unit] = /^today(?:([+-])(\d+)([dwmy]))?$/.exec(bound) ?? []
  if (count === undefined) return today
  return addTo(today, sign === '-' ? -Number(count) : Number(count), UNITS[unit ?? 'd'] ?? 'day')
}
