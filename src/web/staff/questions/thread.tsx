import { directionOf, type Locale, withoutDirectionMarks } from '../../../core/index.ts'
import type { GroupDetail, ThreadEntry } from '../../../review/index.ts'
import { type PageContext, say, showTime } from '../page.ts'
import { Token } from '../page-parts.tsx'
import { channelName, languageName } from './words.ts'

/** Longer messages are folded. */
const FOLD_FROM = 600

/** Words as somebody wrote them: never markup, in their own direction. */
function Wording(props: {
  readonly page: PageContext
  readonly text: string
  readonly locale?: Locale | undefined
}) {
  const text = withoutDirectionMarks(props.text)
  if (text.length <= FOLD_FROM) {
    return (
      <p dir="auto" lang={props.locale}>
        {text}
      </p>
    )
  }
  return (
    <>
      <p dir="auto" lang={props.locale}>
        {`${text.slice(0, FOLD_FROM)}…`}
      </p>
      <details class="long">
        <summary>{say(props.page, 'desk:group.more')}</summary>
        <p dir="auto" lang={props.locale}>
          {text}
        </p>
      </details>
    </>
  )
}

/** The beginning of a wording, in as few lines as its place has. */
export function Beginning(props: { readonly text: string; readonly locale?: Locale | undefined }) {
  return (
    <span class="clamp" dir="auto" lang={props.locale}>
      {withoutDirectionMarks(props.text).slice(0, FOLD_FROM)}
    </span>
  )
}

/** One message of a thread, and who speaks. */
function Said(props: {
  readonly page: PageContext
  readonly entry: ThreadEntry
  readonly locale: Locale
}) {
  const { page, entry } = props
  return (
    <blockquote class={entry.from}>
      <span class="who">
        {say(page, entry.from === 'person' ? 'questions.person' : 'questions.team')}
        {entry.by === undefined ? null : (
          <>
            {' ('}
            <bdi>{entry.by}</bdi>)
          </>
        )}
        {' · '}
        <time datetime={new Date(entry.at).toISOString()}>{showTime(page, entry.at)}</time>
      </span>
      <Wording page={page} text={entry.text} locale={props.locale} />
    </blockquote>
  )
}

type Question = GroupDetail['questions'][number]

/** A question with its whole thread, and what can be done with it alone. */
export function QuestionThread(props: {
  readonly page: PageContext
  readonly question: Question
  readonly group: string
  /** The form that answers the group; the question is picked in it. */
  readonly pickIn?: string | undefined
  /** There are others in the group, from which it may be told apart. */
  readonly hasOthers: boolean
  /** The title of the entry that did not help. */
  readonly answered?: string | undefined
}) {
  const { page, question, pickIn, answered } = props
  const { id, locale, channel, state, closedAs, delivery } = question
  return (
    <article class="card thread" id={`q-${id}`}>
      <p class="meta">
        {languageName(page, locale)}
        {' · '}
        {channelName(page, channel)}
        <span class="tag">
          {say(page, closedAs === undefined ? `desk:state.${state}` : `desk:closing.${closedAs}`)}
        </span>
        {delivery === undefined ? null : (
          <span class={delivery === 'failed' ? 'tag warn' : 'tag'}>
            {say(page, `desk:delivery.${delivery}`)}
          </span>
        )}
      </p>
      {answered === undefined ? null : (
        <p class="hint">{say(page, 'desk:group.not-helped', { title: answered })}</p>
      )}
      {question.thread.map((entry) => (
        <Said page={page} entry={entry} locale={locale} />
      ))}
      <div class="foot">
        {pickIn === undefined ? null : (
          <Pick page={page} question={question} form={pickIn} isShown={props.hasOthers} />
        )}
        {state === 'closed' ? null : <OwnActions {...props} />}
      </div>
    </article>
  )
}

/** What a question was when it was shown goes with the reply to it. */
function Pick(props: {
  readonly page: PageContext
  readonly question: Question
  readonly form: string
  readonly isShown: boolean
}) {
  const { page, question, form, isShown } = props
  const value = `${question.id}:${question.revision}`
  if (!isShown) return <input type="hidden" name="q" value={value} form={form} />
  return (
    <label class="check">
      <input type="checkbox" name="q" value={value} form={form} checked />
      {say(page, 'desk:act.pick')}
    </label>
  )
}

function OwnActions(props: Parameters<typeof QuestionThread>[0]) {
  const { page, question, hasOthers } = props
  const { id, revision, locale } = question
  const path = `/staff/questions/${encodeURIComponent(id)}`
  const seen = (
    <>
      <Token page={page} />
      <input type="hidden" name="revision" value={String(revision)} />
    </>
  )
  return (
    <details class="own">
      <summary>{say(page, 'desk:act.more')}</summary>
      <form method="post" action={`${path}/ask`}>
        {seen}
        <label>
          {say(page, 'desk:act.ask-text')}
          <textarea name="text" rows={2} dir={directionOf(locale)} maxlength={3000} required />
        </label>
        <button type="submit" class="quiet small">
          {say(page, 'desk:act.ask-submit')}
        </button>
      </form>
      <div class="actions">
        <form method="post" action={`${path}/close`}>
          {seen}
          <button type="submit" class="quiet small">
            {say(page, 'desk:act.close')}
          </button>
        </form>
        {hasOthers ? (
          <form method="post" action={`${path}/separate`}>
            {seen}
            <button type="submit" class="quiet small">
              {say(page, 'desk:act.separate')}
            </button>
          </form>
        ) : null}
      </div>
    </details>
  )
}
