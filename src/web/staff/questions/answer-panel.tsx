import { directionOf } from '../../../core/index.ts'
import { GRACE_MS, MAX_REPLY_LENGTH } from '../../../review/index.ts'
import { say } from '../page.ts'
import { Token } from '../page-parts.tsx'
import { ANSWER_FORM, type PanelProps } from './group-page.tsx'
import { ActionPanel, typedIn, waitingByLocale } from './panel.tsx'
import { languageName } from './words.ts'

/** Replying to those who asked, in each of their languages. */
export function AnswerPanel({ page, group, typed }: PanelProps) {
  const id = encodeURIComponent(group.group)
  return (
    <ActionPanel
      page={page}
      name="answer"
      shortcut="r"
      isOpen={typed === undefined || typed.panel === 'answer'}
    >
      <form
        id={ANSWER_FORM}
        method="post"
        action={`/staff/groups/${id}/answer`}
        data-writing={`/staff/groups/${id}/writing`}
      >
        <Token page={page} />
        {waitingByLocale(group).map(([locale, count]) => (
          <label>
            {say(page, 'desk:act.answer-in', { locale: languageName(page, locale), count })}
            <textarea
              name={`text-${locale}`}
              rows={4}
              dir={directionOf(locale)}
              lang={locale}
              maxlength={MAX_REPLY_LENGTH}
              aria-describedby="answer-hint"
            >
              {typedIn(typed, 'answer', `text-${locale}`)}
            </textarea>
          </label>
        ))}
        <p class="hint" id="answer-hint">
          {say(page, 'desk:act.answer-hint', { seconds: GRACE_MS / 1000 })}
        </p>
        <button type="submit">{say(page, 'desk:act.answer-submit')}</button>
      </form>
    </ActionPanel>
  )
}

/** Closing without a word. */
export function IgnorePanel({ page, group }: PanelProps) {
  return (
    <form
      class="card panel row"
      method="post"
      action={`/staff/groups/${encodeURIComponent(group.group)}/ignore`}
    >
      <Token page={page} />
      {group.questions
        .filter(({ state }) => state === 'open')
        .map(({ id, revision }) => (
          <input type="hidden" name="q" value={`${id}:${revision}`} />
        ))}
      <p class="hint">{say(page, 'desk:act.ignore-hint')}</p>
      <button type="submit" class="quiet" data-key="i">
        {say(page, 'desk:act.ignore')} <kbd>i</kbd>
      </button>
    </form>
  )
}
