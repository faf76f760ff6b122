import { z } from 'zod'
import { expression, nodeName } from '../fields.ts'
import type { Effect } from '../flow.ts'
import { evaluateIn } from '../scene.ts'
import { createNodeType } from './node-type.ts'

/**
 * Goes where the first case that holds leads, else to `else`. A case is a formula over the answers
 * and `subject`, `locale`, `city`, `channel`, `campaign`, `today`.
 *
 * @example
 * late: { type: branch, cases: [{ when: "days > 30", next: too-late }], else: in-time }
 */
export const branch = createNodeType(
  'branch',
  z.strictObject({
    type: z.literal('branch'),
    cases: z
      .array(
        z.strictObject({
          when: expression.describe('A formula that is true or false.'),
          next: nodeName.describe('The node when it is true.'),
        }),
      )
      .min(1, 'must have at least one case; add one, or lead past the branch'),
    else: nodeName.optional().describe('The node when no case holds.'),
  }),
  ({ cases, else: otherwise }) => ({
    type: 'branch',
    facts: {
      waits: false,
      speaks: false,
      exits: [
        ...cases.map(({ when, next }, index) => ({
          to: next,
          path: ['cases', index, 'next'],
          label: when.source,
          sets: [],
        })),
        ...(otherwise === undefined
          ? []
          : [{ to: otherwise, path: ['else'], label: 'else', sets: [] }]),
      ],
      texts: [],
      reads: cases.flatMap(({ when }, index) =>
        when.reads.map((name) => ({ name, path: ['cases', index, 'when'] })),
      ),
      writes: [],
      open: otherwise === undefined,
    },
    enter(scene): Effect {
      for (const { when, next } of cases) {
        const result = evaluateIn(scene, when)
        if ('error' in result) {
          return { way: { type: 'fail', reason: 'expression', detail: result.error } }
        }
        if (result.value === true) return { way: { type: 'go', to: next } }
      }
      if (otherwise === undefined) return { way: { type: 'fail', reason: 'no-way-out' } }
      return { way: { type: 'go', to: otherwise } }
    },
  }),
)
