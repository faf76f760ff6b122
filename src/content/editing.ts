import { dayOf, type Entry, type Partner } from '../core/index.ts'
import type { ChannelLimits, Clock, OverrideKind, Store } from '../ports/index.ts'
import { findCurrent } from './current.ts'
import { type Inspection, type InspectionWorld, inspectEntry, inspectPartner } from './inspect.ts'

/** What changing the content works with. */
export interface EditingOptions {
  /** The folder of the project. */
  readonly root: string
  readonly store: Pick<Store, 'overrides'>
  readonly clock: Clock
  /** The content that answers at this moment. */
  readonly knowledge: () => InspectionWorld['knowledge']
  readonly limits: readonly ChannelLimits[]
}

/** The entries and partners as somebody changes them. */
export interface Editing {
  /** The YAML of what is in use, with what was published in it; `undefined` where there is none. */
  current(kind: OverrideKind, target: string): Promise<string | undefined>
  /** What the checks say about an entry, or a partner, before it is anywhere. */
  inspectEntry(target: string, source: string): Inspection<Entry>
  inspectPartner(target: string, source: string): Inspection<Partner>
}

/** Creates the {@link Editing} of a project. */
export function createEditing(options: EditingOptions): Editing {
  const longestText = Math.min(...options.limits.map(({ textLength }) => textLength))
  const world = (): InspectionWorld => ({
    ...{ knowledge: options.knowledge(), longestText, today: dayOf(options.clock.now()) },
  })
  return {
    async current(kind, target) {
      const overlay = (await options.store.overrides.listPublished()).map(({ change }) => change)
      return findCurrent(options.root, overlay, kind, target)?.source
    },
    inspectEntry: (target, source) => inspectEntry(target, source, world()),
    inspectPartner: (target, source) => inspectPartner(target, source, world()),
  }
}
