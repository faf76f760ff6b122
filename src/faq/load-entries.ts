import { z } from 'zod'
import { type Entry, type Fault, NEEDS, TOPICS } from '../core/index.ts'
import {
  type Document,
  day,
  id,
  localized,
  type ReadDocument,
  readDocument,
  type SourceFile,
  source,
  text,
  validate,
} from '../documents/index.ts'

const phrases = z.array(text).min(1)

/** The shape of `content/faq/<topic>/<entry>.yaml`. */
export const entrySchema = z.strictObject({
  entry: id,
  topic: z.enum(TOPICS),
  group: id,
  need: z.enum(NEEDS),
  title: localized,
  answers: localized,
  phrasings: z.strictObject({ fr: phrases, ar: phrases, ary: phrases, en: phrases }),
  partners: z.array(id).default([]),
  confirm: z.array(id).default([]),
  flow: id.optional(),
  related: z.array(id).default([]),
  sources: z.array(source).default([]),
  reviewed: day,
  expires: day,
})

/** The entries of a set of files, and what was wrong in the others. Never throws. */
export function loadEntries(
  files: readonly SourceFile[],
  read: ReadDocument = readDocument,
): {
  readonly entries: ReadonlyMap<string, Entry>
  /** The document of each entry, for faults that are found later. */
  readonly documents: ReadonlyMap<string, Document>
  readonly faults: readonly Fault[]
} {
  const entries = new Map<string, Entry>()
  const documents = new Map<string, Document>()
  const faults: Fault[] = []
  for (const file of files) {
    const document = read(file.path, file.source)
    const result = validate(document, entrySchema, 'content/shape')
    faults.push(...result.faults)
    if (result.value === undefined) continue
    const entry: Entry = result.value
    const expected = `content/faq/${entry.topic}/${entry.entry}.yaml`
    if (file.path !== expected) {
      const message = `This entry says topic "${entry.topic}" and entry "${entry.entry}"; its file must then be ${expected}.`
      faults.push({
        rule: 'content/place',
        severity: 'error',
        file: file.path,
        line: 1,
        column: 1,
        message,
      })
    }
    entries.set(entry.entry, entry)
    documents.set(entry.entry, document)
  }
  return { entries, documents, faults }
}
