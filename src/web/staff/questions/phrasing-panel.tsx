import { searchEntries } from '../../../content/index.ts'
import type { TurnServices } from '../../../conversation/index.ts'
import { type Entry, LOCALES } from '../../../core/index.ts'
import { detectLocale } from '../../../faq/index.ts'
import { type PageContext, say } from '../page.ts'
import { Token } from '../page-parts.tsx'
import { MAX_PHRASING_LENGTH, oneLine } from './form.ts'
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
        {wordings.map(({ text }, at) => (
          <WordingField page={page} at={at} text={text} typed={typed} />
        ))}
        <p class="hint">{say(page, 'desk:act.phrasing-text-hint')}</p>
        <button type="submit">{say(page, 'desk:act.phrasing-submit')}</button>
      </form>
    </ActionPanel>
  )
}

/** How somebody asked, to be taken or left, in the language it is written in. */
function WordingField(props: {
  readonly page: PageContext
  readonly at: number
  readonly text: string
  readonly typed: PanelProps['typed']
}) {
  const { page, at, text, typed } = props
  const isTyped = typed?.panel === 'phrasing'
  const written = typedIn(typed, 'phrasing', `locale-${at}`, detectLocale(text).locale)
  const isUsed = !isTyped || typed.fields[`use-${at}`] !== undefined
  return (
    <fieldset class="wording">
      <legend>{say(page, 'desk:act.phrasing-wording', { number: at + 1 })}</legend>
      <label class="check">
        <input type="checkbox" name={`use-${at}`} value="yes" checked={isUsed} />
        {say(page, 'desk:act.phrasing-use')}
      </label>
      <label>
        {say(page, 'desk:act.phrasing-text')}
        <textarea name={`text-${at}`} rows={2} dir="auto" maxlength={MAX_PHRASING_LENGTH}>
          {typedIn(typed, 'phrasing', `text-${at}`, oneLine(text).slice(0, MAX_PHRASING_LENGTH))}
        </textarea>
      </label>
      <label>
        {say(page, 'desk:act.phrasing-locale')}
        <select name={`locale-${at}`}>
          {LOCALES.map((one) => (
            <option value={one} selected={one === written}>
              {one === 'ary' ? say(page, 'desk:act.phrasing-darija') : languageName(page, one)}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
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
