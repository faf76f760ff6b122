import { type Entry, type Partner, writtenIn } from '../core/index.ts'
import { readDocument, validate } from '../documents/index.ts'
import { loadEntries } from '../faq/index.ts'
import { partnerSchema } from '../partners/index.ts'
import type { ContentChange } from '../ports/index.ts'
import type { Knowledge } from './knowledge.ts'
import { entryPath, type SingleChange } from './overlay.ts'

/** A part of an entry or a partner that a change makes another. */
export interface ChangedPart {
  /** Keys from the root: `answers`, `fr`. */
  readonly path: readonly string[]
  /** What goes, and what comes in its place; either may be empty. */
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** The entry that a change writes as a whole; `undefined` where it writes none or cannot be read. */
export function readEntry(change: ContentChange): Entry | undefined {
  if (change.type !== 'whole' || change.kind !== 'entry') return undefined
  const file = { path: entryPath(change.target, change.source), source: change.source }
  return loadEntries([file]).entries.get(change.target)
}

/** The partner that a change writes as a whole; `undefined` where it writes none or cannot be read. */
export function readPartner(change: ContentChange): Partner | undefined {
  if (change.type !== 'whole' || change.kind !== 'partner') return undefined
  const document = readDocument(`content/partners/${change.target}.yaml`, change.source)
  return validate(document, partnerSchema, 'content/shape').value
}

/** What a change makes another in the content as it stands, part by part. */
export function compareChange(
  { entries, directory }: Pick<Knowledge, 'entries' | 'directory'>,
  change: SingleChange,
): readonly ChangedPart[] {
  if (change.type === 'phrasings') {
    return Object.entries(change.phrasings).map(([locale, after]) => ({
      ...{ path: ['phrasings', locale], before: [], after },
    }))
  }
  const { target } = change
  if (change.type === 'status') {
    const before = directory.partners.get(target)?.status
    const parts = (status = '') => partsOf({ status })
    return compare(parts(before), parts(change.status))
  }
  return change.kind === 'entry'
    ? compare(entryParts(entries.get(target)), entryParts(readEntry(change)))
    : compare(partsOf(directory.partners.get(target)), partsOf(readPartner(change)))
}

type Parts = ReadonlyMap<string, readonly string[]>

function compare(old: Parts, fresh: Parts): readonly ChangedPart[] {
  const keys = [...new Set([...fresh.keys(), ...old.keys()])]
  return keys.flatMap((key) => {
    const [before, after] = [old.get(key) ?? [], fresh.get(key) ?? []]
    const gone = before.filter((value) => !after.includes(value))
    const come = after.filter((value) => !before.includes(value))
    if (gone.length + come.length === 0) return []
    return [{ path: JSON.parse(key), before: gone, after: come }]
  })
}

/** What stands in for a missing language is no part of the entry. */
function entryParts(entry: Entry | undefined): Parts {
  if (entry === undefined) return new Map()
  const { incomplete: _, entry: __, ...rest } = entry
  const written: readonly string[] = writtenIn(entry)
  const own = (texts: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(texts).filter(([locale]) => written.includes(locale)))
  return partsOf({
    ...rest,
    ...{ title: own(rest.title), answers: own(rest.answers), phrasings: own(rest.phrasings) },
  })
}

/** The texts of a value by where they stand; those of a list together. */
function partsOf(value: unknown): Parts {
  const parts = new Map<string, readonly string[]>()
  const visit = (path: readonly string[], one: unknown) => {
    if (one === undefined || one === null) return
    if (Array.isArray(one) && one.every((item) => typeof item !== 'object')) {
      parts.set(JSON.stringify(path), one.map(String))
    } else if (typeof one === 'object') {
      for (const [key, part] of Object.entries(one)) visit([...path, key], part)
    } else {
      parts.set(JSON.stringify(path), [String(one)])
    }
  }
  visit([], value)
  return parts
}
