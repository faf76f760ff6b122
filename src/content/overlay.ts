import { type Entry, LOCALES, normalize, TOPICS, type Topic } from '../core/index.ts'
import { readDocument, type SourceFile } from '../documents/index.ts'
import type { ContentChange, OverrideKind } from '../ports/index.ts'
import { PARTNER_STYLE, rewrite } from './rewrite.ts'

/** What the staff published, the first published first; it lies over the files. */
export type Overlay = readonly ContentChange[]

/** A change of one entry or partner. */
export type SingleChange = Exclude<ContentChange, { readonly type: 'import' }>

/** Changes one by one: an import is the wholes that its rows make. */
export function singleChanges(overlay: Overlay): readonly SingleChange[] {
  return overlay.flatMap((change): readonly SingleChange[] => {
    if (change.type !== 'import') return [change]
    const { kind, rows } = change
    return rows.map(({ target, source }) => ({ type: 'whole', kind, target, source }))
  })
}

/**
 * The files as they are with the whole entries or partners of an overlay in their place, and with
 * the status of partners that it sets. A change of the subject of an entry moves its file.
 */
export function layOver(
  files: readonly SourceFile[],
  overlay: Overlay,
  kind: OverrideKind,
): readonly SourceFile[] {
  const sources = new Map<string, string>()
  const written = (target: string) =>
    sources.get(target) ?? files.find(({ path }) => nameOf(path) === target)?.source
  for (const change of singleChanges(overlay)) {
    if (change.kind !== kind || change.type === 'phrasings') continue
    const source = change.type === 'whole' ? change.source : written(change.target)
    if (source === undefined) continue
    sources.set(change.target, change.type === 'whole' ? source : withStatus(source, change.status))
  }
  if (sources.size === 0) return files
  const laid = [...sources].map(([target, source]) => ({
    path: kind === 'partner' ? `content/partners/${target}.yaml` : entryPath(target, source),
    source,
  }))
  return [...files.filter(({ path }) => !sources.has(nameOf(path))), ...laid]
}

/**
 * The entries with the phrasings that an overlay adds: those that came after the last time the whole
 * entry was written. What stands there already is not added again; an entry that is gone is passed over.
 */
export function withPhrasings(
  entries: ReadonlyMap<string, Entry>,
  overlay: Overlay,
): ReadonlyMap<string, Entry> {
  const added = new Map<string, Entry>()
  for (const change of singleChanges(overlay)) {
    if (change.kind !== 'entry') continue
    if (change.type === 'whole') {
      added.delete(change.target)
      continue
    }
    const entry = added.get(change.target) ?? entries.get(change.target)
    if (entry !== undefined) added.set(change.target, withMore(entry, change.phrasings))
  }
  return added.size === 0 ? entries : new Map([...entries, ...added])
}

function withMore(
  entry: Entry,
  more: Extract<ContentChange, { readonly type: 'phrasings' }>['phrasings'],
): Entry {
  const known = new Set(LOCALES.flatMap((locale) => entry.phrasings[locale].map(normalize)))
  const isNew = (phrasing: string) => {
    const words = normalize(phrasing)
    if (known.has(words)) return false
    known.add(words)
    return true
  }
  const phrasings = { ...entry.phrasings }
  for (const locale of LOCALES) {
    const fresh = (more[locale] ?? []).filter(isNew)
    if (fresh.length > 0) phrasings[locale] = [...phrasings[locale], ...fresh]
  }
  return { ...entry, phrasings }
}

function withStatus(source: string, status: string): string {
  const { value } = readDocument('partner', source)
  if (typeof value !== 'object' || value === null) return source
  return rewrite(source, { ...value, status }, PARTNER_STYLE)
}

/** The place of an entry follows from its subject; where it names none, the checks say so. */
export function entryPath(target: string, source: string): string {
  const { value } = readDocument(target, source)
  const says = typeof value === 'object' && value !== null && 'topic' in value
  const topic: Topic = TOPICS.find((known) => says && value.topic === known) ?? 'general'
  return `content/faq/${topic}/${target}.yaml`
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1, -'.yaml'.length)
}
