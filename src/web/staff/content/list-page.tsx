import { SOON_DAYS } from '../../../content/index.ts'
import type { TurnServices } from '../../../conversation/index.ts'
import { LOCALES, readIn } from '../../../core/index.ts'
import { LANGUAGE_TAG } from '../../language.ts'
import { Layout } from '../layout.tsx'
import { type PageContext, say, showDay } from '../page.ts'
import { languageName, topicName } from '../questions/words.ts'
import type { OpenDraft } from './drafts.ts'
import { Beginning, Narrow, SearchForm } from './list-parts.tsx'
import { type ListedEntry, type ListQuery, listPath, PAGE_SIZE, STATES } from './list-query.ts'
import { sayContent } from './words.ts'

/** What the list of entries shows. */
export interface ListProps {
  readonly page: PageContext
  readonly services: TurnServices
  readonly query: ListQuery
  readonly found: readonly ListedEntry[]
  /** Drafts of entries, the last changed first. */
  readonly drafts: readonly OpenDraft[]
}

/** All entries, to be looked through and looked for. */
export function ContentPage(props: ListProps) {
  const { page } = props
  return (
    <Layout page={page} title={sayContent(page, 'title')}>
      <div class="tools">
        <a class="button" href="/staff/content/new">
          {sayContent(page, 'new.title')}
        </a>
        <a class="button quiet" href="/staff/content/import">
          {sayContent(page, 'import.title')}
        </a>
      </div>
      <Search {...props} />
      <Found {...props} />
    </Layout>
  )
}

function Search({ page, services, query }: ListProps) {
  const topics = services.knowledge.menu.map(
    ({ topic, title }) => [topic, title[page.locale]] as const,
  )
  return (
    <SearchForm
      page={page}
      action="/staff/content"
      label={sayContent(page, 'list.find')}
      find={query.find}
    >
      <Narrow
        name="topic"
        label={sayContent(page, 'list.topic')}
        any={sayContent(page, 'list.all')}
        options={topics}
        value={query.topic}
      />
      <Narrow
        name="locale"
        label={sayContent(page, 'list.locale')}
        any={sayContent(page, 'list.any-locale')}
        options={LOCALES.map((locale) => [locale, languageName(page, locale)])}
        value={query.locale}
      />
      <Narrow
        name="state"
        label={sayContent(page, 'list.state')}
        any={sayContent(page, 'list.any-state')}
        options={STATES.map((state) => [
          state,
          sayContent(page, `state.${state}`, { days: SOON_DAYS }),
        ])}
        value={query.state}
      />
    </SearchForm>
  )
}

function Found(props: ListProps) {
  const { page, query, found, drafts, services } = props
  const from = (query.at - 1) * PAGE_SIZE
  const shown = found.slice(from, from + PAGE_SIZE)
  const { entries } = services.knowledge
  const isAll = query.find === '' && query.topic === undefined && query.locale === undefined
  const fresh = drafts.filter(({ change }) => !entries.has(change.target))
  const beginnings =
    isAll && (query.state === undefined || query.state === 'draft') && query.at === 1 ? fresh : []
  return (
    <div id="found">
      <p class="count" role="status">
        {sayContent(page, 'list.count', { count: found.length + beginnings.length })}
      </p>
      {found.length + beginnings.length === 0 ? (
        <p class="empty">{sayContent(page, 'list.none')}</p>
      ) : null}
      <ul class="plain entries">
        {beginnings.map((draft) => (
          <Beginning page={page} draft={draft} />
        ))}
        {shown.map((listed) => (
          <Row {...props} listed={listed} />
        ))}
      </ul>
      <nav class="actions" aria-label={sayContent(page, 'list.pages')}>
        {query.at === 1 ? null : (
          <a class="button quiet" href={listPath({ ...query, at: query.at - 1 })}>
            {sayContent(page, 'list.before')}
          </a>
        )}
        {from + PAGE_SIZE >= found.length ? null : (
          <a class="button quiet" href={listPath({ ...query, at: query.at + 1 })}>
            {sayContent(page, 'list.next')}
          </a>
        )}
      </nav>
    </div>
  )
}

function Row(props: ListProps & { readonly listed: ListedEntry }) {
  const { page, services, query, drafts } = props
  const { entry, standings } = props.listed
  const locale = readIn(entry, query.locale ?? page.locale)
  const missing = (entry.incomplete?.missing ?? []).map((one) => languageName(page, one)).join(', ')
  const day = { day: showDay(page, Date.parse(`${entry.expires}T12:00:00Z`)) }
  const draft = drafts.find(({ change }) => change.target === entry.entry)
  return (
    <li class="card group">
      <a class="open" href={`/staff/content/entries/${entry.entry}`} data-item>
        <span lang={LANGUAGE_TAG[locale]} dir="auto">
          {entry.title[locale]}
        </span>
      </a>
      <p class="meta">
        {topicName(services, page, entry.topic)}
        {' · '}
        {sayContent(page, standings.includes('expired') ? 'tag.expired' : 'tag.until', day)}
        {standings.includes('missing') ? (
          <Tag text={sayContent(page, 'tag.missing', { languages: missing || '—' })} isBad />
        ) : null}
        {standings.includes('expired') ? (
          <Tag text={sayContent(page, 'state.expired')} isBad />
        ) : null}
        {standings.includes('soon') ? <Tag text={sayContent(page, 'tag.soon')} isBad /> : null}
        {standings.includes('confirm') ? <Tag text={sayContent(page, 'tag.confirm')} /> : null}
        {draft === undefined ? null : <Tag text={say(page, `changes:state.${draft.state}`)} />}
      </p>
    </li>
  )
}

function Tag({ text, isBad }: { readonly text: string; readonly isBad?: boolean }) {
  return <span class={isBad === true ? 'tag warn' : 'tag'}>{text}</span>
}
