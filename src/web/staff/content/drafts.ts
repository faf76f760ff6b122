import { singleChanges } from '../../../content/index.ts'
import type { OverrideKind, OverrideRecord } from '../../../ports/index.ts'
import { firstOf, readForm } from '../questions/form.ts'
import type { StaffContext, Workspace } from '../workspace.ts'

/** The states of a change that can still be written on. */
export const OPEN_STATES = ['draft', 'proposed', 'reviewed'] as const

/** Drafts shown at most of each state. */
const LISTED = 1000

/** A whole entry or partner that is written and not in use yet. */
export interface OpenDraft extends OverrideRecord {
  /** It is a row of an import, which is read and published with the others. */
  readonly isRow?: boolean
}

/** Whole entries or partners that are not in use yet, of one of them where asked; last changed first. */
export async function findOpenDrafts(
  { store }: Workspace,
  kind: OverrideKind,
  target?: string,
): Promise<readonly OpenDraft[]> {
  const lists = await Promise.all(
    OPEN_STATES.map((state) => store.overrides.list({ state, limit: LISTED })),
  )
  return lists
    .flat()
    .flatMap(draftsIn)
    .filter(({ change }) => change.kind === kind && change.type === 'whole')
    .filter(({ change }) => target === undefined || change.target === target)
    .sort((a, b) => b.updatedAt - a.updatedAt)
}

function draftsIn(record: OverrideRecord): readonly OpenDraft[] {
  if (record.change.type !== 'import') return [record]
  return singleChanges([record.change]).map((change) => ({ ...record, change, isRow: true }))
}

/** Keeps what was written: the draft that the form names written anew, or a new one. */
export async function keepDraft(
  { publishing }: Workspace,
  c: StaffContext,
  written: { readonly kind: OverrideKind; readonly target: string; readonly source: string },
): Promise<OverrideRecord> {
  const form = await readForm(c)
  const change = { type: 'whole', ...written } as const
  const by = c.get('signedIn').staff
  const id = firstOf(form, 'change')
  return id === ''
    ? publishing.draft(change, by)
    : publishing.revise(id, change, by, Number(firstOf(form, 'revision')))
}
