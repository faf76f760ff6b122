import { z } from 'zod'
import { key, nodeName } from '../fields.ts'
import { asking } from '../show.ts'
import { createNodeType } from './node-type.ts'

/**
 * Lets the person ask: the next message is answered as a free question, then the flow goes on.
 *
 * @example
 * any: { type: search, text: any-question, next: end }
 */
export const search = createNodeType(
  'search',
  z.strictObject({
    type: z.literal('search'),
    text: key.describe('Key of the invitation to ask.'),
    next: nodeName.describe('The node after the answer.'),
  }),
  ({ text, next }) => ({
    type: 'search',
    facts: {
      waits: true,
      speaks: true,
      exits: [{ to: next, path: ['next'], sets: [] }],
      texts: [{ key: text, path: ['text'], as: 'message' }],
      reads: [],
      writes: [],
    },
    enter: (scene) => asking(scene, text),
    answer: (_scene, input) =>
      'text' in input && input.text.trim() !== ''
        ? {
            type: 'taken',
            effect: { outputs: [{ type: 'search' }], way: { type: 'go', to: next } },
          }
        : { type: 'unclear' },
  }),
)
