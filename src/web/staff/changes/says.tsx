import {
  compareChange,
  readEntry,
  readPartner,
  type SingleChange,
  singleChanges,
} from '../../../content/index.ts'
import { includesRole } from '../../../staff/index.ts'
import { say } from '../page.ts'
import { Token } from '../page-parts.tsx'
import type { ChangeView } from './change-page.tsx'
import { Parts } from './parts.tsx'
import { changeTitle } from './words.ts'

/** Rows of an import on one page. */
const ROWS_SHOWN = 50

/** Not in use yet. */
export function isOpen({ state }: ChangeView['record']): boolean {
  return state !== 'published' && state !== 'withdrawn'
}

/** What a change says, part by part; of an import, row by row. */
export function Says(view: ChangeView) {
  const { change } = view.record
  return change.type === 'import' ? <Rows {...view} /> : <Single {...view} change={change} />
}

function Single(props: ChangeView & { readonly change: SingleChange }) {
  const { page, services, record, change } = props
  const isRead = change.type !== 'whole' || readEntry(change) || readPartner(change)
  if (isRead) {
    // What is in use is the content by now: all of it is shown, not how it differs from itself.
    const { directory, ...knowledge } = services.knowledge
    const nothing = { entries: new Map(), directory: { ...directory, partners: new Map() } }
    const against = isOpen(record) ? { ...knowledge, directory } : nothing
    const parts = compareChange(against, change)
    return <Parts page={page} services={services} parts={parts} />
  }
  return (
    <>
      <p>{say(page, 'changes:unreadable')}</p>
      <pre dir="ltr">{change.source}</pre>
    </>
  )
}

/** Each row folds out to what it changes, and can be left out before the import is used. */
function Rows(view: ChangeView) {
  const { page, record, from } = view
  const all = singleChanges([record.change])
  const shown = all.slice(from, from + ROWS_SHOWN)
  const mayLeaveOut = isOpen(record) && includesRole(page.staff?.role ?? 'viewer', 'editor')
  const path = `/staff/changes/${encodeURIComponent(record.id)}`
  return (
    <form method="post" action={`${path}/leave-out`}>
      <Token page={page} />
      <input type="hidden" name="revision" value={record.revision} />
      <p class="hint">{say(page, 'changes:rows', { count: all.length })}</p>
      <ul class="plain rows">
        {shown.map((change) => (
          <li>
            <Row {...view} change={change} mayLeaveOut={mayLeaveOut} />
          </li>
        ))}
      </ul>
      <Turn page={page} path={path} from={from} count={all.length} />
      {mayLeaveOut && all.length > 1 ? (
        <button type="submit" class="quiet">
          {say(page, 'changes:leave-out')}
        </button>
      ) : null}
    </form>
  )
}

function Row(props: ChangeView & { readonly change: SingleChange; readonly mayLeaveOut: boolean }) {
  const { page, services, change, mayLeaveOut } = props
  const title = changeTitle(services, page, change)
  return (
    <>
      {mayLeaveOut ? (
        <input
          type="checkbox"
          name="row"
          value={change.target}
          aria-label={say(page, 'changes:leave-out-row', { title })}
        />
      ) : null}
      <details class="own">
        <summary>
          <bdi>{title}</bdi>
        </summary>
        <Single {...props} />
      </details>
    </>
  )
}

function Turn(props: {
  readonly page: ChangeView['page']
  readonly path: string
  readonly from: number
  readonly count: number
}) {
  const { page, path, from, count } = props
  const [before, after] = [from - ROWS_SHOWN, from + ROWS_SHOWN]
  return (
    <p class="actions">
      {before < 0 ? null : (
        <a class="button quiet small" href={`${path}?from=${before}`}>
          {say(page, 'changes:rows-before')}
        </a>
      )}
      {after >= count ? null : (
        <a class="button quiet small" href={`${path}?from=${after}`}>
          {say(page, 'changes:rows-after')}
        </a>
      )}
    </p>
  )
}
