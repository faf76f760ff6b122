import { z } from 'zod'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { formatFault, LOCALES, type Locale } from '../../src/core/index.ts'
import { readDocument, readTree, validate } from '../../src/documents/index.ts'

const inLocales = z.union([z.string(), z.partialRecord(z.enum(LOCALES), z.string())])
const strings = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat())

/** One step: what the person does, and what must be in the reply. */
const step = z.strictObject({
  /** What the person writes, the same in every locale or one text for each. */
  me: inLocales.optional(),
  /** A tap on the choice whose data or label contains this. */
  tap: z.string().optional(),
  /** Until this day, ten in the morning, nothing is written; where nothing else stands here, nothing comes. */
  waits: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/u)
    .optional(),
  /** Keys of texts that the reply contains. */
  says: strings.optional(),
  /** Words that the reply contains in every locale (numbers, names). */
  shows: strings.optional(),
  /** Words that must not be in the reply. */
  hides: strings.optional(),
  /** The entry whose answer is in the reply. */
  answers: z.string().optional(),
  /** The urgency card that is in the reply. */
  card: z.string().optional(),
  /** Data of a choice that is offered. */
  offers: strings.optional(),
})

/** A conversation that reads as a chat and is replayed in each locale that it names. */
export const transcriptSchema = z.strictObject({
  transcript: z.string(),
  title: z.string(),
  /** The flow that it walks through, where there is one. */
  flow: z.string().optional(),
  locales: z.array(z.enum(LOCALES)).default([...LOCALES]),
  today: z.string().optional(),
  chat: z.array(step).min(1),
})

/** A transcript that was read. */
export type Transcript = z.output<typeof transcriptSchema>

/** All transcripts; a faulty one throws with its place. */
export function readTranscripts(): readonly Transcript[] {
  return readTree(PROJECT_ROOT, 'test/transcripts').map((file) => {
    const read = validate(readDocument(file.path, file.source), transcriptSchema, 'transcript')
    if (read.value === undefined) throw new Error(read.faults.map(formatFault).join('\n'))
    return read.value
  })
}

/** A text of a step in one locale. */
export function inLocale(value: z.output<typeof inLocales>, locale: Locale): string {
  return typeof value === 'string' ? value : (value[locale] ?? '')
}
