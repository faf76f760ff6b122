import { LOCALES } from '../core/index.ts'
import { readDocument, readTree, type SourceFile } from '../documents/index.ts'
import { loadEntries } from '../faq/index.ts'
import type { OverrideKind } from '../ports/index.ts'
import { layOver, type Overlay, singleChanges, withPhrasings } from './overlay.ts'
import { ENTRY_STYLE, type FileValue, rewrite } from './rewrite.ts'

const FOLDER: Readonly<Record<OverrideKind, string>> = {
  entry: 'content/faq',
  partner: 'content/partners',
}

/** The file of an entry or partner as it would be with what was published written into it. */
export function findCurrent(
  root: string,
  overlay: Overlay,
  kind: OverrideKind,
  target: string,
): SourceFile | undefined {
  const own = singleChanges(overlay).filter(
    (change) => change.kind === kind && change.target === target,
  )
  const files = layOver(readTree(root, FOLDER[kind]), own, kind)
  const file = files.find(({ path }) => path.endsWith(`/${target}.yaml`))
  if (file === undefined || kind === 'partner') return file
  return { ...file, source: withAdded(file, target, own) }
}

/** The YAML of all entries or partners as they would be with what was published in them, by name. */
export function allCurrent(
  root: string,
  overlay: Overlay,
  kind: OverrideKind,
): ReadonlyMap<string, string> {
  const own = singleChanges(overlay).filter((change) => change.kind === kind)
  const added = new Set(own.flatMap(({ type, target }) => (type === 'phrasings' ? [target] : [])))
  return new Map(
    layOver(readTree(root, FOLDER[kind]), own, kind).map((file) => {
      const target = file.path.slice(file.path.lastIndexOf('/') + 1, -'.yaml'.length)
      return [target, added.has(target) ? withAdded(file, target, own) : file.source]
    }),
  )
}

/** All files that what was published would change, and those whose place it would leave empty. */
export function writeCurrent(
  root: string,
  overlay: Overlay,
): { readonly written: readonly SourceFile[]; readonly moved: readonly string[] } {
  const written = new Map<string, SourceFile>()
  const moved: string[] = []
  for (const { kind, target } of singleChanges(overlay)) {
    const key = `${kind} ${target}`
    if (written.has(key)) continue
    const file = findCurrent(root, overlay, kind, target)
    if (file === undefined) continue
    const old = findCurrent(root, [], kind, target)
    if (old !== undefined && old.path !== file.path) moved.push(old.path)
    written.set(key, file)
  }
  return { written: [...written.values()], moved }
}

/** The source of an entry with the phrasings that were added to it. */
function withAdded({ path, source }: SourceFile, target: string, overlay: Overlay): string {
  const { entries } = loadEntries([{ path, source }])
  const before = entries.get(target)
  const after = withPhrasings(entries, overlay).get(target)
  if (before === undefined || after === undefined || before === after) return source
  const value = readDocument(path, source).value as FileValue
  const phrasings = Object.fromEntries(
    LOCALES.flatMap((locale) => {
      const all = after.phrasings[locale]
      return all.length === 0 ? [] : [[locale, all]]
    }),
  )
  return rewrite(source, { ...value, phrasings }, ENTRY_STYLE)
}
