import { z } from 'zod'
import { CONFIDENCES, type Localized } from '../core/index.ts'

/** A text that is not empty. */
export const text = z.string().trim().min(1, 'must not be empty')

/** The same text in the four locales. */
export const localized: z.ZodType<Localized> = z.strictObject({
  fr: text,
  ar: text,
  ary: text,
  en: text,
})

/** A name of a thing: lower case, digits, hyphens. */
export const id = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'must be small letters and digits with hyphens between words, like my-town',
  )

/** A day of the calendar, `YYYY-MM-DD`. */
export const day = z.string().refine(isDay, 'must be a day of the calendar, like 2026-11-23')

/** Where a fact comes from. Dates and confidence may be written without quotes. */
export const source = z.strictObject({
  title: text,
  url: z.string().url('must be a web address').optional(),
  date: z.union([z.string(), z.number()]).transform(String),
  confidence: z.preprocess((value) => (value === 1 ? '1' : value), z.enum(CONFIDENCES)),
})

function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const date = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)
}
