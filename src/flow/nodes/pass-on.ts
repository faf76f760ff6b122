import { z } from 'zod'
import { key, nodeName } from '../fields.ts'
import { missing, textIn } from '../show.ts'
import { createNodeType } from './node-type.ts'

/**
 * Says that a person of the team takes over, and lets the person write to them.
 *
 * @example
 * person: { type: pass-on, text: pass-on, next: end }
 */
export const passOn = createNodeType(
  'pass-on',
  z.strictObject({
    type: z.literal('pass-on'),
    text: key.describe('Key of what is said about it.'),
    next: nodeName.describe('The node after it.'),
  }),
  ({ text, next }) => ({
    type: 'pass-on',
    facts: {
      waits: false,
      speaks: true,
      exits: [{ to: next, path: ['next'], sets: [] }],
      texts: [{ key: text, path: ['text'], as: 'message' }],
      reads: [],
      writes: [],
    },
    enter(scene) {
      const message = textIn(scene, text)
      if (message === '') return missing(text)
      return { outputs: [{ type: 'pass-on', text: message }], way: { type: 'go', to: next } }
    },
  }),
)
