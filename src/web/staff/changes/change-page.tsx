import type { Child } from 'hono/jsx'
import type { TurnServices } from '../../../conversation/index.ts'
import type { Fault } from '../../../core/index.ts'
import type { OverrideRecord } from '../../../ports/index.ts'
import { includesRole } from '../../../staff/index.ts'
import { editPath } from '../content/draft-line.tsx'
import { Layout } from '../layout.tsx'
import { type PageContext, say } from '../page.ts'
import { Notice, Token } from '../page-parts.tsx'
import { type Ended, EndedNotice } from '../questions/outcome.tsx'
import { EffectFrame } from './effect.tsx'
import { FaultList } from './faults.tsx'
import { isOpen, Says } from './says.tsx'
import { changeHistory, changeTitle } from './words.ts'

/** What the page of a change shows. */
export interface ChangeView {
  readonly page: PageContext
  readonly services: TurnServices
  readonly record: OverrideRecord
  /** Names of staff accounts by id. */
  readonly names: ReadonlyMap<string, string>
  readonly ended?: Ended | undefined
  /** How many wait for what it is to answer. */
  readonly waiting: number
  /** The first row of an import that is shown, counted from 0. */
  readonly from: number
  /** What kept the last action from being done, in words. */
  readonly problem?: string | undefined
  /** What the checks found when it was to be published or taken back. */
  readonly faults?: readonly Fault[]
}

/** One change of the content: what it says, what would change, and what can be done about it. */
export function ChangePage(view: ChangeView) {
  const { page, services, record, names, ended, problem, faults = [] } = view
  return (
    <Layout
      page={page}
      title={changeTitle(services, page, record.change)}
      aside={<Actions {...view} />}
    >
      <p class="back">
        <a href="/staff/changes" data-key="b">
          {say(page, 'changes:back')}
        </a>
      </p>
      {record.change.from === undefined ? null : (
        <p class="back">
          <a href={`/staff/groups/${encodeURIComponent(record.change.from)}`}>
            {say(page, 'changes:questions')}
          </a>
        </p>
      )}
      <EndedNotice page={page} ended={ended} />
      {problem === undefined ? null : <Notice text={problem} />}
      {faults.length === 0 ? null : <FaultList page={page} faults={faults} />}
      <p class="meta">
        <span class="tag first">{say(page, `changes:state.${record.state}`)}</span>
        {changeHistory(page, record, names).join(' · ')}
      </p>
      <section class="card">
        <h2>{say(page, 'changes:says')}</h2>
        <Says {...view} />
        {isOpen(record) && record.change.type === 'whole' && mayEdit(view) ? (
          <a class="button quiet small" href={editPath(record)}>
            {say(page, 'content-pages:draft.write')}
          </a>
        ) : null}
      </section>
      {isOpen(record) ? <EffectFrame page={page} record={record} /> : null}
    </Layout>
  )
}

function mayEdit({ page }: ChangeView): boolean {
  return page.staff !== undefined && includesRole(page.staff.role, 'editor')
}

/** What can be done about a change, by whoever looks at it. */
function Actions(view: ChangeView) {
  const { page, record } = view
  const role = page.staff?.role ?? 'viewer'
  const isEditor = includesRole(role, 'editor')
  const isOwn = record.by === page.staff?.id
  const isUnread = record.state === 'draft' || record.state === 'proposed'
  return (
    <section class="card stack">
      <h2>{say(page, 'changes:actions')}</h2>
      {isOpen(record) && isEditor ? (
        <Action {...view} name="publish" shortcut="p">
          <SendToo {...view} />
        </Action>
      ) : null}
      {isOpen(record) && !isEditor ? (
        <p class="hint">{say(page, 'changes:reviewer-only', { role: say(page, 'role.editor') })}</p>
      ) : null}
      {isUnread && isEditor && !isOwn ? (
        <Action {...view} name="review" shortcut="v" quiet />
      ) : null}
      {record.state === 'draft' ? <Action {...view} name="propose" shortcut="r" quiet /> : null}
      {isOpen(record) && (isEditor || isOwn) ? <Action {...view} name="discard" quiet /> : null}
      {record.state === 'published' && isEditor ? (
        <Action {...view} name="withdraw" shortcut="z" quiet />
      ) : null}
      {record.state === 'published' && !isEditor ? (
        <p class="hint">{say(page, 'changes:in-use')}</p>
      ) : null}
      {record.state === 'withdrawn' ? <p class="hint">{say(page, 'changes:out-of-use')}</p> : null}
    </section>
  )
}

function Action(
  props: ChangeView & {
    readonly name: 'publish' | 'propose' | 'review' | 'discard' | 'withdraw'
    readonly shortcut?: string
    readonly quiet?: boolean
    readonly children?: Child
  },
) {
  const { page, record, name, shortcut, quiet } = props
  return (
    <form method="post" action={`/staff/changes/${encodeURIComponent(record.id)}/${name}`}>
      <Token page={page} />
      <input type="hidden" name="revision" value={record.revision} />
      {props.children}
      <button type="submit" class={quiet === true ? 'quiet' : undefined} data-key={shortcut}>
        {say(page, `changes:act.${name}`)} {shortcut === undefined ? null : <kbd>{shortcut}</kbd>}
      </button>
    </form>
  )
}

/** Those who asked need not ask again. */
function SendToo({ page, waiting }: ChangeView) {
  if (waiting === 0) return null
  return (
    <label class="check">
      <input type="checkbox" name="send" value="yes" checked />
      {say(page, 'changes:send', { count: waiting })}
    </label>
  )
}
