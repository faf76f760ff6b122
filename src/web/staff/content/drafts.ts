import type { OverrideKind, OverrideRecord } from '../../../ports/index.ts'
import { firstOf, readForm } from '../questions/form.ts'
import type { StaffContext, Workspace } from '../workspace.ts'

/** The states of a change that can still be written on. */
export const OPEN_STATES = ['draft', 'proposed', 'reviewed'] as const

/** Drafts shown at most of each state. */
const LISTED = 1000

/** Whole entries or partners that are written and not in use yet, of one of them where asked. */
export async function findOpenDrafts(
  work: Workspace,
  kind: OverrideKind,
  target?: string,
): Promise<readonly OverrideRecord[]> {
  return (await findOpen(work, kind, target)).filter(({ change }) => change.type === 'whole')
}

/** Every change of entries or partners that is not in use yet, the last changed first. */
export async function findOpen(
  { store }: Workspace,
  kind: OverrideKind,
  target?: string,
): Promise<readonly OverrideRecord[]> {
  const of = target === undefined ? {} : { of: { kind, target } }
  const lists = await Promise.all(
    OPEN_STATES.map((state) => store.overrides.list({ state, limit: LISTED, ...of })),
  )
  return lists
    .flat()
    .filter(({ change }) => change.kind === kind)
    .sort((a, b) => b.updatedAt - a.updatedAt)
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
