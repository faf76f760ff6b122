import { z } from 'zod'
import type { Fault } from '../core/index.ts'
import {
  id,
  localized,
  type ReadDocument,
  readDocument,
  type SourceFile,
  text,
  validate,
} from '../documents/index.ts'
import type { Smalltalk } from './knowledge.ts'

const phrases = z.array(text).min(1)

/** The shape of `content/smalltalk/<smalltalk>.yaml`. */
const smalltalkSchema = z.strictObject({
  smalltalk: id,
  answers: localized,
  phrasings: z.strictObject({ fr: phrases, ar: phrases, ary: phrases, en: phrases }),
  beside: z.array(z.enum(['before', 'after', 'following'])).default([]),
  along: z.array(text).default([]),
  fill: z.array(text).default([]),
})

/** Greetings, thanks and the like, and what was wrong in their files. Never throws. */
export function loadSmalltalk(
  files: readonly SourceFile[],
  read: ReadDocument = readDocument,
): {
  readonly smalltalk: ReadonlyMap<string, Smalltalk>
  readonly faults: readonly Fault[]
} {
  const smalltalk = new Map<string, Smalltalk>()
  const faults: Fault[] = []
  for (const file of files) {
    const result = validate(read(file.path, file.source), smalltalkSchema, 'content/shape')
    faults.push(...result.faults)
    if (result.value !== undefined) smalltalk.set(result.value.smalltalk, result.value)
  }
  return { smalltalk, faults }
}
