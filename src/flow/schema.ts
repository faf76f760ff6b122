import { z } from 'zod'
import { NEEDS, TOPICS } from '../core/index.ts'
import { id } from '../documents/index.ts'
import { key, nodeName, value, valueName } from './fields.ts'
import { NODE_TYPES } from './nodes/index.ts'

const head = {
  flow: id.describe('Its id: the name of the file.'),
  version: z.int().min(1).describe('Raise it when somebody in the middle would be led astray.'),
  subject: z.enum(TOPICS).describe('The subject under which the menu shows it.'),
  need: z.enum(NEEDS).optional().describe('The need of the partner named at the end.'),
  title: key.describe('Key of its title.'),
  triggers: key.optional().describe('Key of a list of phrases that start it.'),
  start: nodeName.describe('The first node.'),
  giveUp: nodeName
    .optional()
    .describe('The node after three answers that were not understood, where a node has none.'),
  optional: z
    .boolean()
    .default(false)
    .describe('Nobody has to finish it: what does not answer its question ends it.'),
  defaults: z
    .record(valueName, value)
    .default({})
    .describe('Values that are there from the start; a flow that calls this one may give others.'),
  moved: z
    .record(nodeName, nodeName)
    .default({})
    .describe('Nodes of older versions, and the nearest node now.'),
}

/** The shape of a flow but for its nodes, which are read one by one by their type. */
export const flowSchema = z.strictObject({
  ...head,
  nodes: z.record(nodeName, z.looseObject({ type: z.enum(typeNames()) })),
})

/** The JSON Schema of a flow file, for editors; made from the same source as the validation. */
export function flowJsonSchema(): Readonly<Record<string, unknown>> {
  const [first, ...others] = NODE_TYPES.map((type) => type.schema)
  if (first === undefined) throw new TypeError('There are no node types.')
  const nodes = z.record(nodeName, z.union([first, ...others])).describe('The nodes by name.')
  const schema = z.toJSONSchema(z.strictObject({ ...head, nodes }), {
    target: 'draft-7',
    io: 'input',
  })
  return { ...schema, $id: 'flow.schema.json', title: 'A flow of Dalil' }
}

function typeNames(): readonly string[] {
  return NODE_TYPES.map((type) => type.type)
}
