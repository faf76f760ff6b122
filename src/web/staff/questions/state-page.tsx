import type { QuestionState } from '../../../ports/index.ts'
import type { WaitingQuestion } from '../../../review/index.ts'
import { Layout } from '../layout.tsx'
import { type PageContext, say, showTime } from '../page.ts'
import { Tabs } from './tabs.tsx'
import { Beginning } from './thread.tsx'
import { channelName, languageName } from './words.ts'

/** Single questions that are in one state, newest first. */
export function StatePage(props: {
  readonly page: PageContext
  readonly state: QuestionState
  readonly questions: readonly WaitingQuestion[]
  readonly next?: string | undefined
}) {
  const { page, state, questions, next } = props
  return (
    <Layout page={page} title={say(page, `desk:tabs.${state}`)}>
      <Tabs page={page} />
      {questions.length === 0 ? (
        <p class="empty">{say(page, `desk:list.none-${state}`)}</p>
      ) : (
        <ol class="plain groups">
          {questions.map((question) => (
            <li>
              <QuestionCard page={page} question={question} />
            </li>
          ))}
        </ol>
      )}
      {next === undefined ? null : (
        <a class="button quiet" href={next}>
          {say(page, 'desk:list.more')}
        </a>
      )}
    </Layout>
  )
}

function QuestionCard(props: { readonly page: PageContext; readonly question: WaitingQuestion }) {
  const { page, question } = props
  const { id, group, thread, locale, channel, closedAs, updatedAt } = question
  const asked = thread.find(({ from }) => from === 'person')
  const reply = thread.findLast(({ from }) => from === 'team')
  return (
    <article class="card group">
      <a class="open" href={`/staff/groups/${encodeURIComponent(group)}#q-${id}`} data-item>
        <Beginning text={asked?.text ?? '…'} locale={locale} />
      </a>
      {reply === undefined ? null : (
        <blockquote class="team">
          <span class="who">
            {say(page, 'questions.team')}
            {reply.by === undefined ? null : (
              <>
                {' ('}
                <bdi>{reply.by}</bdi>)
              </>
            )}
          </span>
          <Beginning text={reply.text} locale={locale} />
        </blockquote>
      )}
      <p class="meta">
        {showTime(page, updatedAt)}
        {' · '}
        {languageName(page, locale)}
        {' · '}
        {channelName(page, channel)}
        {closedAs === undefined ? null : (
          <span class="tag">{say(page, `desk:closing.${closedAs}`)}</span>
        )}
      </p>
    </article>
  )
}
