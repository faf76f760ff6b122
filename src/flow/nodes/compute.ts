import { z } from 'zod'
import type { FlowValue } from '../../core/index.ts'
import type { Shown } from '../facts.ts'
import { expression, nodeName, valueName } from '../fields.ts'
import type { Effect } from '../flow.ts'
import { evaluateIn } from '../scene.ts'
import { createNodeType } from './node-type.ts'

/**
 * Computes values from others, from top to bottom. Money is in whole centimes; what is listed under
 * `amounts` is shown in dirhams, what is listed under `dates` as a date.
 *
 * @example
 * due:
 *   type: compute
 *   values: { tax: "percent(income, 1)", until: "endOfNextMonth(today)" }
 *   amounts: [tax]
 *   dates: [until]
 *   next: tell
 */
export const compute = createNodeType(
  'compute',
  z.strictObject({
    type: z.literal('compute'),
    values: z.record(valueName, expression).describe('Names and the formulas that give them.'),
    amounts: z.array(valueName).default([]).describe('Names that are amounts of money.'),
    dates: z.array(valueName).default([]).describe('Names that are dates.'),
    next: nodeName.describe('The node after it.'),
  }),
  ({ values, amounts, dates, next }) => ({
    type: 'compute',
    facts: {
      waits: false,
      speaks: false,
      exits: [{ to: next, path: ['next'], sets: Object.keys(values) }],
      texts: [],
      reads: readsOf(Object.entries(values)),
      writes: Object.keys(values).map((name) => ({
        name,
        path: ['values', name],
        shown: shownAs(name, amounts, dates),
      })),
    },
    enter(scene): Effect {
      let known = scene.values
      for (const [name, formula] of Object.entries(values)) {
        const result = evaluateIn({ ...scene, values: known }, formula)
        if ('error' in result) {
          return { way: { type: 'fail', reason: 'expression', detail: result.error } }
        }
        known = { ...known, [name]: result.value satisfies FlowValue }
      }
      return { values: known, way: { type: 'go', to: next } }
    },
  }),
)

/** What a formula takes from the node itself, from the lines above it, is not read from outside. */
function readsOf(entries: readonly (readonly [string, { readonly reads: readonly string[] }])[]) {
  return entries.flatMap(([name, { reads }], index) => {
    const above = entries.slice(0, index).map(([other]) => other)
    return reads
      .filter((read) => !above.includes(read))
      .map((read) => ({ name: read, path: ['values', name] }))
  })
}

function shownAs(name: string, amounts: readonly string[], dates: readonly string[]): Shown {
  if (amounts.includes(name)) return { type: 'amount' }
  return { type: dates.includes(name) ? 'date' : 'plain' }
}
