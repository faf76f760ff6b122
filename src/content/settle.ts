import { isDeepStrictEqual } from 'node:util'
import { parse } from 'yaml'
import type { OverrideKind, OverrideRecord } from '../ports/index.ts'
import { findCurrent } from './current.ts'
import { type Overlay, singleChanges } from './overlay.ts'

/**
 * The published changes that the files hold by now: taken out of use, they would change nothing.
 * All changes of one entry or partner, or none of them; an import with all of its rows, or not.
 */
export function settledChanges(
  root: string,
  published: readonly OverrideRecord[],
): readonly OverrideRecord[] {
  const overlay = published.map(({ change }) => change)
  const held = heldTargets(root, overlay)
  let settled = published
  // What one row keeps in use keeps the others in use, and the changes that lie over those.
  for (;;) {
    const left = settled.filter(({ change }) => namesOf([change]).every((name) => held.has(name)))
    if (left.length === settled.length) return settled
    const staying = published.filter((record) => !left.includes(record))
    for (const name of namesOf(staying.map(({ change }) => change))) held.delete(name)
    settled = left
  }
}

/** The entries and partners that the files have as what was published makes them. */
function heldTargets(root: string, overlay: Overlay): Set<string> {
  const singles = new Map(singleChanges(overlay).map((change) => [nameOf(change), change]))
  const held = [...singles].filter(([, { kind, target }]) => {
    const inUse = findCurrent(root, overlay, kind, target)
    const written = findCurrent(root, [], kind, target)
    if (inUse === undefined || written === undefined || inUse.path !== written.path) return false
    return isDeepStrictEqual(parse(inUse.source), parse(written.source))
  })
  return new Set(held.map(([name]) => name))
}

function namesOf(overlay: Overlay): readonly string[] {
  return singleChanges(overlay).map(nameOf)
}

function nameOf({ kind, target }: { readonly kind: OverrideKind; readonly target: string }) {
  return `${kind} ${target}`
}
