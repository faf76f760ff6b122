import { z } from 'zod'
import type { FlowValue } from '../../core/index.ts'
import { id } from '../../documents/index.ts'
import { nodeName, valueName } from '../fields.ts'
import type { Values } from '../step.ts'
import { createNodeType } from './node-type.ts'

/**
 * Runs another flow and comes back. `give` hands values over to names that the other flow has under
 * `defaults`; `take` brings values back.
 *
 * @example
 * help: { type: call, flow: find-partner, give: [need], take: [where], next: end }
 */
export const call = createNodeType(
  'call',
  z.strictObject({
    type: z.literal('call'),
    flow: id.describe('The flow that is run.'),
    give: z.array(valueName).default([]).describe('Names that are handed over.'),
    take: z.array(valueName).default([]).describe('Names that are brought back.'),
    next: nodeName.describe('The node after it.'),
  }),
  ({ flow, give, take, next }) => ({
    type: 'call',
    facts: {
      waits: false,
      speaks: false,
      exits: [{ to: next, path: ['next'], sets: take }],
      texts: [],
      reads: give.map((name, index) => ({ name, path: ['give', index] })),
      writes: take.map((name, index) => ({
        name,
        path: ['take', index],
        shown: { type: 'taken' as const, flow, name },
      })),
      call: { flow, give, take },
    },
    enter: (scene) => ({
      way: { type: 'call', flow, values: only(scene.values, give) },
    }),
    returned: (_scene, values) => ({
      values: only(values, take),
      way: { type: 'go', to: next },
    }),
  }),
)

function only(values: Values, names: readonly string[]): Values {
  const picked: Record<string, FlowValue> = {}
  for (const name of names) {
    const value = values[name]
    if (value !== undefined) picked[name] = value
  }
  return picked
}
