import { z } from 'zod'
import { id } from '../documents/index.ts'
import { isDay } from './dates.ts'
import { CONTEXT_NAMES, compileExpression, type Expression } from './expression.ts'
import { MAX_OPTION_LENGTH } from './limits.ts'

/** The name of a node of the same flow. */
export const nodeName = id

/** A key of `content/locales`: its own namespace unless another is written before a colon. */
export const key = z
  .string()
  .regex(
    /^(?:[a-z0-9-]+:)?[A-Za-z0-9_.-]+$/,
    'must be the key of a text, like where-question; the sentence itself stands under that key in content/locales',
  )

/** The name of an answer, as expressions and texts use it. */
export const valueName = z
  .string()
  .regex(/^[a-z][A-Za-z0-9_]*$/, 'must begin with a small letter and have no spaces, like bornOn')
  .refine((name) => !CONTEXT_NAMES.some((taken) => taken === name), {
    message: `must not be one of ${CONTEXT_NAMES.join(', ')}, which are always there; use another name`,
  })

/** The id of an option, short enough for a button of every channel. */
export const optionId = id.max(
  MAX_OPTION_LENGTH,
  `must be at most ${MAX_OPTION_LENGTH} characters long`,
)

/** A text, a number, or true or false. */
export const value = z.union([z.string(), z.number(), z.boolean()], {
  error: 'must be a text, a number, or true or false',
})

/** A formula; compiled here, so that a mistake in it is found where it stands. */
export const expression = z.string().transform((source, context): Expression => {
  const compiled = compileExpression(source)
  if ('reads' in compiled) return compiled
  context.addIssue({ code: 'custom', message: `cannot be computed: ${compiled.error}` })
  return z.NEVER
})

/** A day, or a distance from today: `2026-11-23`, `today`, `today-2y`, `today+30d`. */
export const dateBound = z
  .string()
  .refine((bound) => isDay(bound) || /^today(?:[+-]\d{1,4}[dwmy])?$/.test(bound), {
    message: 'must be a day like 2026-11-23, or today, today-2y, today+30d (d, w, m, y)',
  })
