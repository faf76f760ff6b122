import { isDeepStrictEqual } from 'node:util'
import { parse } from 'yaml'
import type { OverrideRecord } from '../ports/index.ts'
import { findCurrent } from './current.ts'

/**
 * The published changes that the files hold by now: taken out of use, they would change nothing.
 * All changes of one entry or partner, or none of them.
 */
export function settledChanges(
  root: string,
  published: readonly OverrideRecord[],
): readonly OverrideRecord[] {
  const overlay = published.map(({ change }) => change)
  return published.filter(({ change: { kind, target } }) => {
    const inUse = findCurrent(root, overlay, kind, target)
    const written = findCurrent(root, [], kind, target)
    if (inUse === undefined || written === undefined || inUse.path !== written.path) return false
    return isDeepStrictEqual(parse(inUse.source), parse(written.source))
  })
}
