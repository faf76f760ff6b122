import { z } from 'zod'
import {
  type Entry,
  type Fault,
  LOCALES,
  type Locale,
  type Localized,
  NEEDS,
  readIn,
  TOPICS,
} from '../core/index.ts'
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
  incomplete: z.literal(false).optional(),
})

const anyOf = <T extends z.ZodType>(value: T) =>
  z.strictObject({
    fr: value.optional(),
    ar: value.optional(),
    ary: value.optional(),
    en: value.optional(),
  })

/** The shape of an entry that says `incomplete: true`: some locales are still to be written. */
export const incompleteEntrySchema = entrySchema
  .extend({
    incomplete: z.literal(true),
    title: anyOf(text),
    answers: anyOf(text),
    phrasings: anyOf(phrases),
  })
  .refine((entry) => LOCALES.some((locale) => isWritten(entry, locale)), {
    path: ['answers'],
    message: 'must have a title, an answer and phrasings in one locale at least',
  })

type Incomplete = z.output<typeof incompleteEntrySchema>

type AnyOf = Readonly<Partial<Localized<unknown>>>

interface Parts {
  readonly title: AnyOf
  readonly answers: AnyOf
  readonly phrasings: AnyOf
}

function isWritten({ title, answers, phrasings }: Parts, locale: Locale): boolean {
  const parts = [title[locale], answers[locale], phrasings[locale]]
  return parts.every((part) => part !== undefined)
}

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
    const { entry, faults: found } = readEntry(document)
    faults.push(...found)
    if (entry === undefined) continue
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

function readEntry(document: Document): {
  readonly entry?: Entry
  readonly faults: readonly Fault[]
} {
  const { value } = document
  const says = typeof value === 'object' && value !== null && 'incomplete' in value
  if (!says || value.incomplete !== true) {
    const { value: entry, faults } = validate(document, entrySchema, 'content/shape')
    return entry === undefined ? { faults } : { entry: toComplete(entry), faults }
  }
  const { value: entry, faults } = validate(document, incompleteEntrySchema, 'content/shape')
  return entry === undefined ? { faults } : { entry: fill(entry), faults }
}

function toComplete({ incomplete: _, ...entry }: z.output<typeof entrySchema>): Entry {
  return entry
}

/** Puts the nearest language where a locale is missing; its phrasings stay empty. */
function fill(entry: Incomplete): Entry {
  const missing = LOCALES.filter((locale) => !isWritten(entry, locale))
  const incomplete = { missing }
  const read = (texts: z.output<ReturnType<typeof anyOf<typeof text>>>) =>
    inAll((locale) => texts[readIn({ incomplete }, locale)] ?? '')
  return {
    ...entry,
    title: read(entry.title),
    answers: read(entry.answers),
    phrasings: inAll((locale) => entry.phrasings[locale] ?? []),
    incomplete,
  }
}

function inAll<T>(make: (locale: Locale) => T): Localized<T> {
  return { fr: make('fr'), ar: make('ar'), ary: make('ary'), en: make('en') }
}
