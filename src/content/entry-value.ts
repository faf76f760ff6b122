import { z } from 'zod'
import { LOCALES, type Locale, TOPICS } from '../core/index.ts'
import { readDocument } from '../documents/index.ts'
import { ENTRY_STYLE, rewrite } from './rewrite.ts'

/** A text in the locales in which it is written. */
export type ByLocale<T = string> = Readonly<Partial<Record<Locale, T>>>

/** A source as somebody writes it down. */
export interface SourceValue {
  readonly title: string
  readonly url: string
  readonly date: string
  readonly confidence: string
}

/** An entry while somebody writes it: nothing has to be right yet, or be there at all. */
export interface EntryValue {
  readonly entry: string
  readonly topic: string
  readonly group: string
  readonly need: string
  readonly title: ByLocale
  readonly answers: ByLocale
  readonly phrasings: ByLocale<readonly string[]>
  readonly partners: readonly string[]
  readonly confirm: readonly string[]
  /** Empty for none. */
  readonly flow: string
  readonly related: readonly string[]
  readonly sources: readonly SourceValue[]
  readonly reviewed: string
  readonly expires: string
  readonly incomplete: boolean
}

/** A text or a number as a text; anything else is empty. */
export const word = z
  .union([z.string(), z.number()])
  .transform((value) => String(value).trim())
  .catch('')
/** A list of {@link word}. */
export const words = z.array(word).catch([])
/** A value in the locales that are there. */
export const byLocale = <T extends z.ZodType>(value: T) =>
  z
    .object({
      fr: value.optional(),
      ar: value.optional(),
      ary: value.optional(),
      en: value.optional(),
    })
    .catch({})

/** A source, whatever is missing of it. */
export const sourceShape = z
  .object({ title: word, url: word, date: word, confidence: word })
  .catch({ title: '', url: '', date: '', confidence: '' })

/** Reads what is there and passes over what has another shape. */
const lenient = z
  .object({
    ...{ entry: word, topic: word, group: word, need: word, flow: word },
    ...{ title: byLocale(word), answers: byLocale(word), phrasings: byLocale(words) },
    ...{ partners: words, confirm: words, related: words, reviewed: word, expires: word },
    sources: z.array(sourceShape).catch([]),
    incomplete: z.boolean().catch(false),
  })
  .catch(empty())

function empty() {
  return {
    ...{ entry: '', topic: TOPICS[0], group: '', need: '', flow: '' },
    ...{ title: {}, answers: {}, phrasings: {}, partners: [], confirm: [], related: [] },
    ...{ sources: [], reviewed: '', expires: '', incomplete: false },
  }
}

/** Reads an entry's YAML for somebody to change; what is not there is empty. */
export function readEntryValue(source: string): EntryValue {
  return lenient.parse(readDocument('entry', source).value) as EntryValue
}

/**
 * An entry as its file holds it: what is empty is left out, and what `base` holds already stays as
 * it is written there.
 */
export function writeEntryValue(value: EntryValue, base?: string): string {
  const file = {
    ...{ entry: value.entry, topic: value.topic, group: value.group, need: value.need },
    ...{ title: filled(value.title), answers: filled(value.answers) },
    ...{ phrasings: filled(value.phrasings), partners: some(value.partners) },
    ...{ confirm: some(value.confirm), flow: value.flow || undefined },
    related: some(value.related),
    sources: some(value.sources.map(writeSource)),
    ...{ reviewed: value.reviewed, expires: value.expires },
    incomplete: value.incomplete || undefined,
  }
  return rewrite(base, file, ENTRY_STYLE)
}

/** A source as files hold it: without an address where there is none. */
export function writeSource({ title, url, date, confidence }: SourceValue) {
  return { title, ...(url === '' ? {} : { url }), date, confidence }
}

/** A list, unless it is empty. */
export function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list
}

/** The locales that are not empty. */
export function filled(texts: ByLocale<string | readonly string[]>) {
  return Object.fromEntries(
    LOCALES.flatMap((locale) => {
      const text = texts[locale]
      return text === undefined || text.length === 0 ? [] : [[locale, text]]
    }),
  )
}
