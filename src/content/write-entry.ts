import type { Locale, Source } from '../core/index.ts'
import { ENTRY_STYLE, rewrite } from './rewrite.ts'

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
  const value = {
    ...{ entry, topic, group, need },
    title: { [locale]: draft.title },
    answers: { [locale]: draft.answer.trim() },
    phrasings: { [locale]: draft.phrasings },
    ...(confirm.length === 0 ? {} : { confirm }),
    ...{ sources: [source], reviewed, expires, incomplete: true },
  }
  return rewrite(undefined, value, ENTRY_STYLE)
}
