import { z } from 'zod'
import { id } from '../../documents/index.ts'
import { isDay } from '../dates.ts'
import { expression, key, nodeName } from '../fields.ts'
import type { Effect } from '../flow.ts'
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
    next: nodeName.describe('The node after it.'),
  }),
  ({ kind, date, text, next }) => ({
    type: 'remind',
    facts: {
      waits: false,
      speaks: false,
      exits: [{ to: next, path: ['next'], sets: [] }],
      texts: [{ key: text, path: ['text'], as: 'message' }],
      reads: date.reads.map((name) => ({ name, path: ['date'] })),
      writes: [],
    },
    enter(scene): Effect {
      const result = evaluateIn(scene, date)
      if ('error' in result || !isDay(result.value)) {
        const detail = 'error' in result ? result.error : 'the date is not a day'
        return { way: { type: 'fail', reason: 'expression', detail } }
      }
      const way = { type: 'go' as const, to: next }
      if (result.value <= scene.context.today) return { way }
      const message = textIn(scene, text)
      if (message === '') return missing(text)
      return { outputs: [{ type: 'remind', kind, date: result.value, text: message }], way }
    },
  }),
)
