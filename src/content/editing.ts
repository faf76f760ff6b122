import { dayOf, type Entry, type Partner } from '../core/index.ts'
import type { ChannelLimits, Clock, OverrideKind, OverrideRepository } from '../ports/index.ts'
import { allCurrent, findCurrent } from './current.ts'
import { type Inspection, type InspectionWorld, inspectEntry, inspectPartner } from './inspect.ts'

import { breathe } from './sheet/breathe.ts'
import { importSheet, type SheetDocument, type SheetImport } from './sheet/import.ts'
import type { SheetTable } from './sheet/table.ts'
import { toRows } from './sheet/write.ts'

/** What changing the content works with. */
export interface EditingOptions {
  /** The folder of the project. */
  readonly root: string
  readonly store: { readonly overrides: Pick<OverrideRepository, 'listPublished'> }
  readonly clock: Clock
  /** The content that answers at this moment. */
  readonly knowledge: () => InspectionWorld['knowledge']
  readonly limits: readonly ChannelLimits[]
}

/** The entries and partners as somebody changes them. */
export interface Editing {
  /** The YAML of what is in use, with what was published in it; `undefined` where there is none. */
  current(kind: OverrideKind, target: string): Promise<string | undefined>
  /** What a spreadsheet of entries or partners would change; see {@link importSheet}. */
  importSheet(table: SheetTable, kind: OverrideKind): Promise<SheetImport>
  /** All entries or partners that are in use, as the rows of a spreadsheet. */
  rows(kind: OverrideKind): Promise<readonly (readonly string[])[]>
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
  const overlay = async () =>
    (await options.store.overrides.listPublished()).map(({ change }) => change)
  const inspectAll = async (kind: OverrideKind, documents: readonly SheetDocument[]) => {
    const among = kind === 'entry' ? await withEntries(world(), documents) : world()
    const inspections: Inspection<unknown>[] = []
    for (const { target, source } of documents) {
      await breathe()
      inspections.push(
        kind === 'entry'
          ? inspectEntry(target, source, among)
          : inspectPartner(target, source, among),
      )
    }
    return inspections
  }
  return {
    async current(kind, target) {
      return findCurrent(options.root, await overlay(), kind, target)?.source
    },
    async importSheet(table, kind) {
      const current = allCurrent(options.root, await overlay(), kind)
      return importSheet(table, kind, { current, inspect: (all) => inspectAll(kind, all) })
    },
    rows: async (kind) => toRows(kind, allCurrent(options.root, await overlay(), kind)),
    inspectEntry: (target, source) => inspectEntry(target, source, world()),
    inspectPartner: (target, source) => inspectPartner(target, source, world()),
  }
}

/** The world in which these entries stand already, so that they are held against each other too. */
function withEntries(world: InspectionWorld, documents: readonly SheetDocument[]): InspectionWorld {
  const made = documents.flatMap(({ target, source }) => {
    const { value } = inspectEntry(target, source, world)
    return value === undefined ? [] : [[target, value] as const]
  })
  const entries = new Map([...world.knowledge.entries, ...made])
  return { ...world, knowledge: { ...world.knowledge, entries } }
}
