import { MAX_NOTE_LENGTH } from '../../../review/index.ts'
import type { StaffMember } from '../../../staff/index.ts'
import { type PageContext, say, showTime } from '../page.ts'
import { Token } from '../page-parts.tsx'
import type { PanelProps } from './group-page.tsx'
import { typedIn, wordingsOf } from './panel.tsx'
import { ShortcutHelp } from './shortcuts.tsx'
import { channelName, guessesOf, languageName, topicName } from './words.ts'

/** What helps with a group: who waits, who takes care of it, a note, the answers that are near. */
export function GroupAside(props: PanelProps & { readonly people: readonly StaffMember[] }) {
  const { page } = props
  return (
    <>
      <WhoWaits {...props} />
      <Assignment {...props} />
      <NoteForm {...props} />
      <NearAnswers {...props} />
      <ShortcutHelp page={page} inGroup />
    </>
  )
}

function WhoWaits({ page, group }: PanelProps) {
  const { waiting } = group
  if (waiting === undefined) return null
  const counts = new Map<string, number>()
  for (const { state, locale, channel } of group.questions) {
    if (state !== 'open') continue
    const who = { locale: languageName(page, locale), channel: channelName(page, channel) }
    const key = JSON.stringify(who)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return (
    <section class="card">
      <h2>{say(page, 'desk:group.who')}</h2>
      <p>
        {say(page, 'desk:group.people', { count: waiting.people })}
        {' · '}
        {say(page, 'desk:group.since', { time: showTime(page, waiting.oldestAt) })}
      </p>
      <ul class="plain meta">
        {[...counts].map(([key, count]) => (
          <li>{say(page, 'desk:group.who-line', { ...JSON.parse(key), count })}</li>
        ))}
      </ul>
    </section>
  )
}

function Assignment(props: PanelProps & { readonly people: readonly StaffMember[] }) {
  const { page, group, people } = props
  const path = `/staff/groups/${encodeURIComponent(group.group)}/assign`
  const name = people.find(({ id }) => id === group.assignee)?.name
  const isMine = group.assignee !== undefined && group.assignee === page.staff?.id
  return (
    <section class="card">
      <p>
        {name === undefined
          ? say(page, 'desk:group.nobody')
          : say(page, 'desk:group.assigned', { name })}
      </p>
      <form method="post" action={path}>
        <Token page={page} />
        <input type="hidden" name="to" value={isMine ? '' : page.staff?.id} />
        <button type="submit" class="quiet small" data-key="t">
          {say(page, isMine ? 'desk:group.leave' : 'desk:group.take')} <kbd>t</kbd>
        </button>
      </form>
      <form method="post" action={path} class="row">
        <Token page={page} />
        <label>
          {say(page, 'desk:group.assign')}
          <select name="to">
            <option value="">{say(page, 'desk:group.nobody-choice')}</option>
            {people
              .filter(({ disabled }) => !disabled)
              .map((one) => (
                <option value={one.id} selected={one.id === group.assignee}>
                  {one.name}
                </option>
              ))}
          </select>
        </label>
        <button type="submit" class="quiet small">
          {say(page, 'desk:group.assign-submit')}
        </button>
      </form>
    </section>
  )
}

function NoteForm({ page, group, typed }: PanelProps) {
  return (
    <form
      class="card"
      method="post"
      action={`/staff/groups/${encodeURIComponent(group.group)}/note`}
    >
      <Token page={page} />
      <label>
        {say(page, 'desk:group.note')} <kbd>o</kbd>
        <textarea
          name="text"
          rows={3}
          dir="auto"
          maxlength={MAX_NOTE_LENGTH}
          aria-describedby="note-hint"
          data-key="o"
        >
          {typedIn(typed, 'note', 'text', group.note)}
        </textarea>
      </label>
      <p class="hint" id="note-hint">
        {say(page, 'desk:group.note-hint')}
      </p>
      <button type="submit" class="quiet small">
        {say(page, 'desk:group.note-submit')}
      </button>
    </form>
  )
}

function NearAnswers({ page, services, group }: PanelProps & { readonly page: PageContext }) {
  const near = guessesOf(services, wordingsOf(group)[0]?.text ?? '')
  return (
    <section class="card">
      <h2>{say(page, 'desk:group.near-title')}</h2>
      {near.length === 0 ? <p class="hint">{say(page, 'desk:group.near-none')}</p> : null}
      {near.map((entry) => (
        <details>
          <summary>
            {entry.title[page.locale]}{' '}
            <span class="meta">{topicName(services, page, entry.topic)}</span>
          </summary>
          <p class="answer">{entry.answers[page.locale].trim()}</p>
        </details>
      ))}
    </section>
  )
}
