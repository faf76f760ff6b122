import { z } from 'zod'
import { NEEDS, type Need } from '../../core/index.ts'
import { nodeName, valueName } from '../fields.ts'
import type { Effect } from '../flow.ts'
import { createNodeType } from './node-type.ts'

/**
 * Names the partners that fit a need, near the person's town where that is known.
 *
 * @example
 * near: { type: route, need: birth-registration, next: end }
 *
 * @example
 * near: { type: route, needFrom: need, next: end }
 */
export const route = createNodeType(
  'route',
  z
    .strictObject({
      type: z.literal('route'),
      need: z.enum(NEEDS).optional().describe('What the person needs.'),
      needFrom: valueName.optional().describe('The name of the answer that holds the need.'),
      next: nodeName.describe('The node after it.'),
    })
    .superRefine(({ need, needFrom }, context) => {
      if ((need === undefined) !== (needFrom === undefined)) return
      const message = 'a route has one of "need" and "needFrom"; write one, remove the other'
      context.addIssue({ code: 'custom', path: ['need'], input: need, message })
    }),
  ({ need, needFrom, next }) => ({
    type: 'route',
    facts: {
      waits: false,
      speaks: true,
      exits: [{ to: next, path: ['next'], sets: [] }],
      texts: [],
      reads: needFrom === undefined ? [] : [{ name: needFrom, path: ['needFrom'] }],
      writes: [],
      need: need === undefined ? { from: needFrom ?? '' } : { need },
    },
    enter(scene): Effect {
      const wanted = need ?? toNeed(scene.values[needFrom ?? ''])
      if (wanted === undefined) {
        return { way: { type: 'fail', reason: 'expression', detail: `${needFrom} is no need` } }
      }
      const { city } = scene.context
      return {
        outputs: [{ type: 'route', need: wanted, ...(city === undefined ? {} : { city }) }],
        way: { type: 'go', to: next },
      }
    },
  }),
)

function toNeed(value: unknown): Need | undefined {
  return NEEDS.find((need) => need === value)
}
