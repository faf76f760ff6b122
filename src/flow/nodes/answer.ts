import { z } from 'zod'
import { id } from '../../documents/index.ts'
import { nodeName } from '../fields.ts'
import { createNodeType } from './node-type.ts'

/**
 * Gives the answer of an entry of `content/faq` and goes on.
 *
 * @example
 * papers: { type: answer, entry: birth-papers, next: anything-else }
 */
export const answer = createNodeType(
  'answer',
  z.strictObject({
    type: z.literal('answer'),
    entry: id.describe('The entry that answers.'),
    next: nodeName.describe('The node after it.'),
  }),
  ({ entry, next }) => ({
    type: 'answer',
    facts: {
      waits: false,
      speaks: true,
      exits: [{ to: next, path: ['next'], sets: [] }],
      texts: [],
      reads: [],
      writes: [],
      entry,
    },
    enter: () => ({ outputs: [{ type: 'answer', entry }], way: { type: 'go', to: next } }),
  }),
)
