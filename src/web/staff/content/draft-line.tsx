import type { OverrideKind, OverrideRecord } from '../../../ports/index.ts'
import { type PageContext, say } from '../page.ts'
import { Notice } from '../page-parts.tsx'
import type { OpenDraft } from './drafts.ts'
import { sayContent } from './words.ts'

/** What is being changed: a draft, or what is in use while others may have drafts of it. */
export interface DraftState {
  /** The draft that is shown in the form. */
  readonly draft?: OverrideRecord | undefined
  /** Other drafts of the same, the last changed first. */
  readonly others: readonly OpenDraft[]
  /** Names of staff accounts by id. */
  readonly names: ReadonlyMap<string, string>
}

/** Which state of an entry or partner stands in the form, and the way to the others. */
export function DraftLine(
  props: DraftState & {
    readonly page: PageContext
    readonly kind: OverrideKind
    readonly target: string
  },
) {
  const { page, draft, others, names } = props
  const nameOf = ({ by }: OverrideRecord) => names.get(by) ?? say(page, 'changes:somebody')
  return (
    <>
      {draft === undefined ? null : (
        <p class="meta">
          <span class="tag first">{say(page, `changes:state.${draft.state}`)}</span>
          {sayContent(page, 'draft.by', { name: nameOf(draft) })}{' '}
          <a href={`/staff/changes/${encodeURIComponent(draft.id)}`}>
            {sayContent(page, 'draft.go')}
          </a>
        </p>
      )}
      {others.length === 0 ? null : (
        <>
          <Notice text={sayContent(page, 'draft.others')} />
          <ul class="plain">
            {others.map((one) => (
              <li>
                <a href={editPath(one)}>{sayContent(page, 'draft.by', { name: nameOf(one) })}</a>{' '}
                <span class="tag">{say(page, `changes:state.${one.state}`)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** Where a draft is written on; a row of an import, where it can be left out. */
export function editPath({ id, change, isRow = false }: OpenDraft): string {
  if (isRow) return `/staff/changes/${encodeURIComponent(id)}`
  const folder = change.kind === 'entry' ? 'content/entries' : 'partners'
  const query = new URLSearchParams({ change: id })
  return `/staff/${folder}/${encodeURIComponent(change.target)}?${query}`
}
