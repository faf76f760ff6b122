import { z } from 'zod'
import { key, nodeName } from '../fields.ts'
import { saying } from '../show.ts'
import { createNodeType } from './node-type.ts'

/**
 * Says a text and goes on.
 *
 * @example
 * welcome: { type: say, text: welcome, next: when }
 */
export const say = createNodeType(
  'say',
  z.strictObject({
    type: z.literal('say'),
    text: key.describe('Key of what is said.'),
    next: nodeName.describe('The node after it.'),
  }),
  ({ text, next }) => ({
    type: 'say',
    facts: {
      waits: false,
      speaks: true,
      exits: [{ to: next, path: ['next'], sets: [] }],
      texts: [{ key: text, path: ['text'], as: 'message' }],
      reads: [],
      writes: [],
    },
    enter: (scene) => saying(scene, text, { type: 'go', to: next }),
  }),
)
