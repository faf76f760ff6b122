import { directionOf, withoutDirectionMarks } from '../../core/index.ts'
import type { WaitingQuestion } from '../../review/index.ts'
import { Layout, Notice, type PageContext, say, showTime, Token } from './layout.tsx'

/** What the last action on a question left to show. */
export interface Outcome {
  readonly id?: string
  readonly text?: string
  readonly notice: string
  readonly good: boolean
}

/** All that a viewer sees of the questions. */
export function CountsPage(props: { readonly page: PageContext; readonly open: number }) {
  const { page, open } = props
  return (
    <Layout page={page} title={say(page, 'counts.title')}>
      <div id="counts" class="card" data-live="/staff/events">
        <p class="figure">{open}</p>
        <p>{say(page, 'counts.open')}</p>
      </div>
      <p class="hint">{say(page, 'counts.hint')}</p>
    </Layout>
  )
}

/** The questions that wait for the team, newest first. */
export function QuestionsPage(props: {
  readonly page: PageContext
  readonly questions: readonly WaitingQuestion[]
  readonly open: number
  readonly outcome?: Outcome | undefined
  readonly older?: string | undefined
}) {
  const { page, outcome } = props
  return (
    <Layout page={page} title={say(page, 'questions.title')}>
      {outcome === undefined ? null : <Notice text={outcome.notice} good={outcome.good} />}
      <div id="questions" data-live="/staff/events">
        <p class="count">{say(page, 'questions.open', { count: props.open })}</p>
        {props.questions.length === 0 ? (
          <p class="empty">{say(page, 'questions.none')}</p>
        ) : (
          props.questions.map((question) => (
            <QuestionCard
              page={page}
              question={question}
              draft={outcome?.id === question.id ? outcome.text : undefined}
            />
          ))
        )}
        {props.older === undefined ? null : <a href={props.older}>{say(page, 'questions.more')}</a>}
      </div>
    </Layout>
  )
}

function QuestionCard(props: {
  readonly page: PageContext
  readonly question: WaitingQuestion
  readonly draft: string | undefined
}) {
  const { page, question, draft } = props
  const field = `reply-${question.id}`
  return (
    <article class="card" id={`q-${question.id}`}>
      <p class="meta">
        <time datetime={new Date(question.createdAt).toISOString()}>
          {showTime(page, question.createdAt)}
        </time>
        {' · '}
        {page.texts.text(question.locale, 'language.name')}
        {' · '}
        {question.channel}
      </p>
      {question.thread.map((message) => (
        <blockquote class={message.from}>
          <span class="who">
            {message.from === 'person'
              ? say(page, 'questions.person')
              : say(page, 'questions.team')}
            {message.by === undefined ? '' : ` (${message.by})`}
          </span>
          <p dir="auto">{withoutDirectionMarks(message.text)}</p>
        </blockquote>
      ))}
      <form method="post" action={`/staff/questions/${question.id}`}>
        <Token page={page} />
        <input type="hidden" name="revision" value={String(question.revision)} />
        <label for={field}>{say(page, 'questions.reply')}</label>
        <textarea
          id={field}
          name="text"
          rows={4}
          dir={directionOf(question.locale)}
          aria-describedby={`${field}-hint`}
          maxlength={3000}
        >
          {draft ?? ''}
        </textarea>
        <p class="hint" id={`${field}-hint`}>
          {say(page, 'questions.reply-hint')}
        </p>
        <div class="actions">
          <button type="submit" name="action" value="answer">
            {say(page, 'questions.send')}
          </button>
          <button type="submit" name="action" value="close" class="quiet">
            {say(page, 'questions.close')}
          </button>
        </div>
      </form>
    </article>
  )
}
