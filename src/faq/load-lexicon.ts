import { z } from 'zod'
import { type Fault, normalize } from '../core/index.ts'
import {
  id,
  type ReadDocument,
  readDocument,
  type SourceFile,
  text,
  validate,
} from '../documents/index.ts'
import type { Lexicon } from './lexicon.ts'

const lexiconSchema = z.record(id, z.array(z.union([text, z.number().transform(String)])).min(1))

/** Reads `content/lexicon.yaml`; a word that stands under two meanings is a fault. Never throws. */
export function loadLexicon(
  file: SourceFile,
  read: ReadDocument = readDocument,
): {
  readonly lexicon: Lexicon
  readonly faults: readonly Fault[]
} {
  const document = read(file.path, file.source)
  const result = validate(document, lexiconSchema, 'lexicon/shape')
  if (result.value === undefined) return { lexicon: {}, faults: result.faults }
  const seen = new Map<string, string>()
  const faults: Fault[] = []
  for (const [meaning, words] of Object.entries(result.value)) {
    words.forEach((word, at) => {
      const key = normalize(word)
      const other = seen.get(key)
      if (other !== undefined && other !== meaning) {
        const message = `"${word}" stands under "${other}" and "${meaning}"; keep it under one.`
        const place = document.locate([meaning, at])
        faults.push({
          rule: 'lexicon/twice',
          severity: 'error',
          file: file.path,
          ...place,
          message,
        })
      }
      seen.set(key, meaning)
    })
  }
  return { lexicon: result.value, faults }
}
