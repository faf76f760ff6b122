import { type PageContext, say } from '../page.ts'
import { Token } from '../page-parts.tsx'

/** How an action ended, as the address of the next page carries it. */
export interface Ended {
  /** A key below `desk:done`. */
  readonly done: string
  readonly count: number
  /** Somebody else changed so many meanwhile. */
  readonly missed: number
  readonly tooLate: number
  /** What can be undone: an action on a group. */
  readonly undo?: { readonly group: string; readonly action: string } | undefined
}

const WORDS = [
  ...['answered', 'referred', 'ignored', 'closed', 'asked', 'separated', 'noted', 'assigned'],
  ...[
    'undone',
    'published',
    'withdrawn',
    'discarded',
    'retried',
    'dropped',
    'proposed',
    'reviewed',
    'left-out',
  ],
]

/** Reads how an action ended from the address; what stands there is only ever shown as a number. */
export function readEnded(query: (name: string) => string | undefined): Ended | undefined {
  const done = WORDS.find((word) => word === query('done'))
  if (done === undefined) return undefined
  const number = (name: string) => Math.max(0, Math.trunc(Number(query(name)) || 0))
  const group = query('group')
  const action = query('action')
  return {
    ...{ done, count: number('count'), missed: number('missed'), tooLate: number('late') },
    undo: group === undefined || action === undefined ? undefined : { group, action },
  }
}

/** The address of a page with how an action ended. */
export function withEnded(path: string, ended: Ended): string {
  const { done, count, missed, tooLate, undo } = ended
  const query = new URLSearchParams({ done, count: String(count) })
  if (missed > 0) query.set('missed', String(missed))
  if (tooLate > 0) query.set('late', String(tooLate))
  if (undo !== undefined) {
    query.set('group', undo.group)
    query.set('action', undo.action)
  }
  return `${path}?${query}`
}

/** A line that says how the last action ended, with the way back. */
export function EndedNotice({ page, ended }: { page: PageContext; ended: Ended | undefined }) {
  if (ended === undefined) return null
  const { done, count, missed, tooLate, undo } = ended
  const isGood = missed === 0 && tooLate === 0
  return (
    <div class={isGood ? 'notice good' : 'notice'} role={isGood ? 'status' : 'alert'}>
      <p>{say(page, `desk:done.${done}`, { count })}</p>
      {missed === 0 ? null : <p>{say(page, 'desk:done.missed', { count: missed })}</p>}
      {tooLate === 0 ? null : <p>{say(page, 'desk:done.too-late', { count: tooLate })}</p>}
      {undo === undefined ? null : (
        <form method="post" action={`/staff/groups/${encodeURIComponent(undo.group)}/undo`}>
          <Token page={page} />
          <input type="hidden" name="action" value={undo.action} />
          <button type="submit" class="quiet small" data-key="z">
            {say(page, 'desk:act.undo')} <kbd>z</kbd>
          </button>
        </form>
      )}
    </div>
  )
}
