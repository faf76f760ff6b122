import { z } from 'zod'
import { key } from '../fields.ts'
import { saying } from '../show.ts'
import { createNodeType } from './node-type.ts'

/**
 * Ends the flow, with a last word if there is one; a flow that was called goes back to its caller.
 *
 * @example
 * end: { type: end, text: goodbye }
 */
export const end = createNodeType(
  'end',
  z.strictObject({
    type: z.literal('end'),
    text: key.optional().describe('Key of the last word.'),
  }),
  ({ text }) => ({
    type: 'end',
    facts: {
      waits: false,
      speaks: text !== undefined,
      exits: [],
      texts: text === undefined ? [] : [{ key: text, path: ['text'], as: 'message' }],
      reads: [],
      writes: [],
    },
    enter: (scene) =>
      text === undefined ? { way: { type: 'end' } } : saying(scene, text, { type: 'end' }),
  }),
)
