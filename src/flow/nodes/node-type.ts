import type { z } from 'zod'
import { type Document, type Validated, validate } from '../../documents/index.ts'
import type { FlowNode } from '../flow.ts'

/** A kind of node: what may stand in the file, and how that becomes something that runs. */
export interface NodeType {
  readonly type: string
  readonly schema: z.ZodObject
  /** Reads what stands below one node; a mistake is a fault with its place. */
  read(document: Document): Validated<FlowNode>
}

/** Creates a kind of node from the shape of its fields and what they do. */
export function createNodeType<S extends z.ZodObject>(
  type: string,
  schema: S,
  bind: (fields: z.output<S>) => FlowNode,
): NodeType {
  return {
    type,
    schema,
    read(document) {
      const result = validate(document, schema, 'flow/shape')
      if (result.value === undefined) return { faults: result.faults }
      return { value: bind(result.value), faults: [] }
    },
  }
}
