import { z } from 'zod'
import type { Fault } from '../core/index.ts'
import {
  type ReadDocument,
  readDocument,
  type SourceFile,
  text,
  validate,
} from '../documents/index.ts'

const phrases = z.array(text).min(1)

/** The shape of `content/elsewhere.yaml`. */
const elsewhereSchema = z.strictObject({
  phrasings: z.strictObject({ fr: phrases, ar: phrases, ary: phrases, en: phrases }),
})

/** What people ask that is not Dalil's, and what was wrong in the file. Never throws. */
export function loadElsewhere(
  file: SourceFile,
  read: ReadDocument = readDocument,
): { readonly elsewhere: readonly string[]; readonly faults: readonly Fault[] } {
  const { value, faults } = validate(read(file.path, file.source), elsewhereSchema, 'content/shape')
  return { elsewhere: value === undefined ? [] : Object.values(value.phrasings).flat(), faults }
}
