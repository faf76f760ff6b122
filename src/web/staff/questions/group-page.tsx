import type { TurnServices } from '../../../conversation/index.ts'
import type { OverrideRecord } from '../../../ports/index.ts'
import type { GroupDetail } from '../../../review/index.ts'
import type { StaffMember } from '../../../staff/index.ts'
import { changeTitle } from '../changes/words.ts'
import { isWords } from '../kept-form.ts'
import { Layout } from '../layout.tsx'
import { type PageContext, say } from '../page.ts'
import { Notice } from '../page-parts.tsx'
import { AnswerPanel, IgnorePanel } from './answer-panel.tsx'
import { EntryPanel } from './entry-panel.tsx'
import { GroupAside } from './group-aside.tsx'
import { PhrasingPanel } from './phrasing-panel.tsx'
import { ReferPanel } from './refer-panel.tsx'
import { QuestionThread } from './thread.tsx'
import { entryTitle } from './words.ts'

/** What somebody had typed when an action could not be done, and the panel it was typed in. */
export interface Typed {
  readonly panel: Panel
  readonly problem: string
  readonly fields: Readonly<Record<string, string>>
}

/** The actions that have fields. */
export type Panel = 'answer' | 'phrasing' | 'entry' | 'refer' | 'ask' | 'note'

/** What the panels share. */
export interface PanelProps {
  readonly page: PageContext
  readonly services: TurnServices
  readonly group: GroupDetail
  readonly typed?: Typed | undefined
}

/** The form that answers a group; the questions of the page are picked in it. */
export const ANSWER_FORM = 'reply'

/** A group of questions: its threads, and all that can be done about them. */
export function GroupPage(
  props: PanelProps & {
    readonly people: readonly StaffMember[]
    /** What to look for among the entries, where somebody asked. */
    readonly find?: string | undefined
    readonly today: string
    /** What colleagues have written for these questions and not published yet. */
    readonly drafts: readonly OverrideRecord[]
  },
) {
  const { page, services, group, typed } = props
  const waiting = group.waiting?.open ?? 0
  const id = encodeURIComponent(group.group)
  const aside = <GroupAside {...props} />
  const title =
    group.questions.length === 1
      ? say(page, 'desk:group.title-one')
      : say(page, 'desk:group.title', { count: group.questions.length })
  return (
    <Layout page={page} title={title} aside={aside}>
      <p class="back">
        <a href="/staff" data-key="b">
          {say(page, 'desk:list.back')}
        </a>
      </p>
      {props.drafts.map(({ id, change }) => (
        <p class="notice">
          {say(page, 'desk:group.drafted')}{' '}
          <a href={`/staff/changes/${encodeURIComponent(id)}`}>
            {changeTitle(services, page, change)}
          </a>
        </p>
      ))}
      {typed === undefined ? null : <Notice text={typed.problem} />}
      {typed !== undefined && (waiting === 0 || typed.panel === 'ask') ? (
        <TypedWords page={page} typed={typed} />
      ) : null}
      <p
        id="writers"
        class="writers"
        role="status"
        hx-get={`/staff/groups/${id}/writers`}
        hx-trigger="writing from:body, load"
        hx-headers='{"X-Background": "1"}'
      />
      <div class="notice news" id="news" role="status" hidden>
        {say(page, 'desk:group.changed')} <a href={page.path}>{say(page, 'desk:group.reload')}</a>
      </div>
      <div
        id="threads"
        data-live="/staff/events"
        data-group={group.group}
        data-state={stateOf(group)}
      >
        {group.questions.map((question) => (
          <QuestionThread
            page={page}
            question={question}
            group={group.group}
            pickIn={question.state === 'open' ? ANSWER_FORM : undefined}
            hasOthers={group.questions.length > 1}
            answered={
              question.answered === undefined
                ? undefined
                : entryTitle(services, page, question.answered)
            }
          />
        ))}
      </div>
      {waiting === 0 ? (
        <p class="empty">{say(page, 'desk:group.nothing-waits')}</p>
      ) : (
        <div class="panels">
          <AnswerPanel {...props} />
          <PhrasingPanel {...props} />
          <EntryPanel {...props} />
          <ReferPanel {...props} />
          <IgnorePanel {...props} />
        </div>
      )}
    </Layout>
  )
}

/** What was typed where its form is not there any more. */
function TypedWords({ page, typed }: { readonly page: PageContext; readonly typed: Typed }) {
  return (
    <>
      {Object.entries(typed.fields)
        .filter(([name, value]) => isWords(name, value))
        .map(([, value]) => (
          <label>
            {say(page, 'sign-in.kept')}
            <textarea readonly rows={3} dir="auto">
              {value}
            </textarea>
          </label>
        ))}
    </>
  )
}

/** Differs when anything of the group has changed. */
function stateOf({ questions }: GroupDetail): string {
  return questions.map(({ id, revision, delivery }) => `${id} ${revision} ${delivery}`).join()
}
