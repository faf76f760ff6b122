import { Document, isMap, isScalar, isSeq } from 'yaml'
import type { Locale, Source } from '../core/index.ts'

/** An entry that somebody begins in one locale. */
export interface NewEntry {
  readonly entry: string
  readonly topic: string
  readonly group: string
  readonly need: string
  readonly locale: Locale
  readonly title: string
  readonly answer: string
  readonly phrasings: readonly string[]
  readonly confirm: readonly string[]
  readonly source: Omit<Source, 'url'> & { readonly url?: string }
  /** `YYYY-MM-DD`. */
  readonly reviewed: string
  readonly expires: string
}

/** A new entry as a file would hold it: marked incomplete, in one locale. */
export function writeNewEntry(draft: NewEntry): string {
  const { entry, topic, group, need, locale, confirm, source, reviewed, expires } = draft
  return writeDocument({
    ...{ entry, topic, group, need },
    title: { [locale]: draft.title },
    answers: { [locale]: `${draft.answer.trim()}\n` },
    phrasings: { [locale]: draft.phrasings },
    ...(confirm.length === 0 ? {} : { confirm }),
    ...{ sources: [source], reviewed, expires, incomplete: true },
  })
}

/** Short lists of names stand in one line, as in the files. */
const IN_LINE = ['partners', 'confirm', 'related']

/** YAML in the style of the files. */
function writeDocument(value: Readonly<Record<string, unknown>>): string {
  const document = new Document(value)
  if (isMap(document.contents)) {
    for (const { key, value: part } of document.contents.items) {
      if (isScalar(key) && IN_LINE.includes(String(key.value)) && isSeq(part)) part.flow = true
    }
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}
