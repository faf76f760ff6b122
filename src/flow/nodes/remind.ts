import { z } from 'zod'
import { id } from '../../documents/index.ts'
import { isDay } from '../dates.ts'
import type { Expression } from '../expression.ts'
import { expression, key, nodeName } from '../fields.ts'
import type { Effect, Scene } from '../flow.ts'
import { evaluateIn } from '../scene.ts'
import { missing, textIn } from '../show.ts'
import { createNodeType } from './node-type.ts'

/**
 * Keeps a message for a later day. Ask before: nobody is written to who did not say yes. A day that
 * is not in the future is passed over.
 *
 * @example
 * ring: { type: remind, kind: birth-deadline, date: "addDays(born, 25)", text: reminder, next: end }
 */
export const remind = createNodeType(
  'remind',
  z.strictObject({
    type: z.literal('remind'),
    kind: id.describe('What it is about, for the person who wants to cancel it.'),
    date: expression.describe('A formula that gives the day.'),
    text: key.describe('Key of the message.'),
    until: expression
      .optional()
      .describe('A formula that gives the last day on which it is of use, where that is known.'),
    next: nodeName.describe('The node after it.'),
  }),
  ({ kind, date, text, until, next }) => ({
    type: 'remind',
    facts: {
      waits: false,
      speaks: false,
      exits: [{ to: next, path: ['next'], sets: [] }],
      texts: [{ key: text, path: ['text'], as: 'message' }],
      reads: [
        ...date.reads.map((name) => ({ name, path: ['date'] })),
        ...(until?.reads ?? []).map((name) => ({ name, path: ['until'] })),
      ],
      writes: [],
    },
    enter(scene): Effect {
      const day = dayOfFormula(scene, date)
      const last = until === undefined ? undefined : dayOfFormula(scene, until)
      for (const one of [day, last]) {
        if (one !== undefined && 'error' in one) {
          return { way: { type: 'fail', reason: 'expression', detail: one.error } }
        }
      }
      const way = { type: 'go' as const, to: next }
      if (!('day' in day) || day.day <= scene.context.today) return { way }
      const message = textIn(scene, text)
      if (message === '') return missing(text)
      const useful = last !== undefined && 'day' in last ? { until: last.day } : {}
      return { outputs: [{ type: 'remind', kind, date: day.day, text: message, ...useful }], way }
    },
  }),
)

function dayOfFormula(
  scene: Scene,
  formula: Expression,
): { readonly day: string } | { readonly error: string } {
  const result = evaluateIn(scene, formula)
  if ('error' in result) return { error: result.error }
  return isDay(result.value) ? { day: result.value } : { error: 'the date is not a day' }
}
