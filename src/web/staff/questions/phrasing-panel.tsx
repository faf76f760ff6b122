import { searchEntries } from '../../../content/index.ts'
import type { TurnServices } from '../../../conversation/index.ts'
import { directionOf, type Entry } from '../../../core/index.ts'
import { type PageContext, say, Token } from '../layout.tsx'
import type { PanelProps } from './group-page.tsx'
import { ActionPanel, typedIn, wordingsOf } from './panel.tsx'
import { guessesOf, languageName, topicName } from './words.ts'

/** Entries found at once. */
const FOUND = 8
/** Wordings of a group that may be added. */
const WORDINGS = 6

/** Teaching that these words ask for an answer that exists. */
export function PhrasingPanel(props: PanelProps & { readonly find?: string | undefined }) {
  const { page, services, group, typed, find } = props
  const id = encodeURIComponent(group.group)
  const wordings = wordingsOf(group).slice(0, WORDINGS)
  const chosen = typedIn(typed, 'phrasing', 'entry')
  const entries = findEntries(services, find ?? '', wordings[0]?.text ?? '')
  return (
    <ActionPanel
      page={page}
      name="phrasing"
      shortcut="p"
      isOpen={typed?.panel === 'phrasing' || find !== undefined}
    >
      <p class="hint">{say(page, 'desk:act.phrasing-hint')}</p>
      <form method="get" action={`/staff/groups/${id}`} class="row">
        <label>
          {say(page, 'desk:act.phrasing-find')}
          <input
            type="search"
            name="find"
            value={find}
            dir="auto"
            hx-get={`/staff/groups/${id}/entries`}
            hx-trigger="input changed delay:250ms"
            hx-target="#found"
            hx-headers='{"X-Background": "1"}'
          />
        </label>
        <button type="submit" class="quiet">
          {say(page, 'desk:act.phrasing-find-submit')}
        </button>
      </form>
      <form method="post" action={`/staff/groups/${id}/phrasing`}>
        <Token page={page} />
        <fieldset>
          <legend>{say(page, 'desk:act.phrasing-pick')}</legend>
          <div id="found">
            <EntryChoice page={page} services={services} entries={entries} chosen={chosen} />
          </div>
        </fieldset>
        {wordings.map(({ text, locale }, at) => (
          <label>
            {say(page, 'desk:act.phrasing-text', { locale: languageName(page, locale) })}
            <input type="hidden" name={`locale-${at}`} value={locale} />
            <textarea name={`text-${at}`} rows={2} dir={directionOf(locale)} maxlength={300}>
              {typedIn(typed, 'phrasing', `text-${at}`, text)}
            </textarea>
          </label>
        ))}
        <p class="hint">{say(page, 'desk:act.phrasing-text-hint')}</p>
        <button type="submit">{say(page, 'desk:act.phrasing-submit')}</button>
      </form>
    </ActionPanel>
  )
}

/** The entries that fit what somebody looks for, else the wording. */
export function findEntries(
  services: TurnServices,
  find: string,
  wording: string,
): readonly Entry[] {
  const { knowledge, matcher } = services
  if (find.trim() !== '') return searchEntries(knowledge, matcher, find, FOUND)
  const near = guessesOf(services, wording)
  const more = searchEntries(knowledge, matcher, wording, FOUND)
  return [...new Set([...near, ...more])].slice(0, FOUND)
}

/** Entries to choose one of. */
export function EntryChoice(props: {
  readonly page: PageContext
  readonly services: TurnServices
  readonly entries: readonly Entry[]
  readonly chosen: string
}) {
  const { page, services, entries, chosen } = props
  if (entries.length === 0) return <p class="hint">{say(page, 'desk:group.near-none')}</p>
  return (
    <>
      {entries.map(({ entry, title, topic }) => (
        <label class="check">
          <input type="radio" name="entry" value={entry} checked={entry === chosen} required />
          <span>
            {title[page.locale]} <span class="meta">{topicName(services, page, topic)}</span>
          </span>
        </label>
      ))}
    </>
  )
}
