import { z } from 'zod'
import { nodeName, value, valueName } from '../fields.ts'
import { createNodeType } from './node-type.ts'

/**
 * Keeps fixed values under names of the author's choice.
 *
 * @example
 * services: { type: set, values: { kind: services, rate: 1 }, next: due }
 */
export const set = createNodeType(
  'set',
  z.strictObject({
    type: z.literal('set'),
    values: z.record(valueName, value).describe('Names and what they are set to.'),
    next: nodeName.describe('The node after it.'),
  }),
  ({ values, next }) => ({
    type: 'set',
    facts: {
      waits: false,
      speaks: false,
      exits: [{ to: next, path: ['next'], sets: Object.keys(values) }],
      texts: [],
      reads: [],
      writes: Object.keys(values).map((name) => ({
        name,
        path: ['values', name],
        shown: { type: 'plain' as const },
      })),
      fixed: values,
    },
    enter: () => ({ values, way: { type: 'go', to: next } }),
  }),
)
