import type { TurnServices } from '../../../conversation/index.ts'
import type { GroupSummary } from '../../../review/index.ts'
import { Layout } from '../layout.tsx'
import { type PageContext, say, showTime } from '../page.ts'
import { type Ended, EndedNotice } from './outcome.tsx'
import { ShortcutHelp } from './shortcuts.tsx'
import { Tabs } from './tabs.tsx'
import { Beginning } from './thread.tsx'
import { channelName, entryTitle, guessesOf, languageName, listed, topicName } from './words.ts'

/** What the list of groups shows. */
export interface ListView {
  readonly groups: readonly GroupSummary[]
  readonly counts: { readonly open: number; readonly groups: number }
  /** Only those that the one who looks takes care of. */
  readonly mine: boolean
  /** Where the next groups are found, and whether these are not the first. */
  readonly next?: string | undefined
  readonly isFirst: boolean
  /** Names of staff accounts by id. */
  readonly names: ReadonlyMap<string, string>
}

/** The questions that wait for the team, grouped, the largest and the oldest first. */
export function ListPage(props: {
  readonly page: PageContext
  readonly services: TurnServices
  readonly view: ListView
  readonly ended: Ended | undefined
}) {
  const { page, services, view, ended } = props
  return (
    <Layout page={page} title={say(page, 'desk:list.title')} aside={<ShortcutHelp page={page} />}>
      <Tabs page={page} />
      <EndedNotice page={page} ended={ended} />
      <nav class="filter" aria-label={say(page, 'desk:list.filter')}>
        <a href="/staff" aria-current={view.mine ? undefined : 'true'}>
          {say(page, 'desk:list.all')}
        </a>
        <a href="/staff?mine=1" aria-current={view.mine ? 'true' : undefined}>
          {say(page, 'desk:list.mine')}
        </a>
      </nav>
      <div
        id="groups"
        data-live="/staff/events"
        hx-get={page.path}
        hx-trigger="changed from:body"
        hx-select="#groups"
        hx-swap="outerMorph"
        hx-headers='{"X-Background": "1"}'
      >
        <p class="count">
          {say(page, 'desk:list.summary', { people: view.counts.open, groups: view.counts.groups })}
        </p>
        {view.groups.length === 0 ? (
          <Empty page={page} mine={view.mine} />
        ) : (
          <ol class="plain groups">
            {view.groups.map((group) => (
              <GroupCard page={page} services={services} group={group} names={view.names} />
            ))}
          </ol>
        )}
        <p class="actions">
          {view.isFirst ? null : (
            <a class="button quiet" href="/staff">
              {say(page, 'desk:list.start')}
            </a>
          )}
          {view.next === undefined ? null : (
            <a class="button quiet" href={view.next}>
              {say(page, 'desk:list.more')}
            </a>
          )}
        </p>
      </div>
    </Layout>
  )
}

function Empty({ page, mine }: { readonly page: PageContext; readonly mine: boolean }) {
  return (
    <div class="empty">
      <p>{say(page, mine ? 'desk:list.none-mine' : 'desk:list.none')}</p>
      {mine ? null : (
        <p>
          <a href="/staff/disliked">{say(page, 'desk:list.none-todo')}</a>
        </p>
      )}
    </div>
  )
}

function GroupCard(props: {
  readonly page: PageContext
  readonly services: TurnServices
  readonly group: GroupSummary
  readonly names: ReadonlyMap<string, string>
}) {
  const { page, services, group, names } = props
  const [first, ...others] = group.wordings
  const near = guessesOf(services, first?.text ?? '')[0]
  const assignee = names.get(group.assignee ?? '')
  return (
    <li>
      <article class="card group" id={`g-${group.group}`}>
        <a class="open" href={`/staff/groups/${encodeURIComponent(group.group)}`} data-item>
          <span class="size" aria-hidden="true">
            {group.people}
          </span>
          <Beginning text={first?.text ?? '…'} locale={first?.locale} />
        </a>
        {others.map(({ text, locale }) => (
          <div class="other">
            <Beginning text={text} locale={locale} />
          </div>
        ))}
        <p class="meta">
          {say(page, 'desk:group.people', { count: group.people })}
          {' · '}
          <time datetime={new Date(group.oldestAt).toISOString()}>
            {say(page, 'desk:group.since', { time: showTime(page, group.oldestAt) })}
          </time>
          {' · '}
          {listed(group.locales.map((locale) => languageName(page, locale)))}
          {' · '}
          {listed(group.channels.map((channel) => channelName(page, channel)))}
        </p>
        {near === undefined ? null : (
          <p class="meta">
            <span class="tag first">{topicName(services, page, near.topic)}</span>
            {say(page, 'desk:group.near', { title: near.title[page.locale] })}
          </p>
        )}
        {group.answered.map((entry) => (
          <p class="meta">
            {say(page, 'desk:group.not-helped', { title: entryTitle(services, page, entry) })}
          </p>
        ))}
        {assignee === undefined ? null : (
          <p class="meta">{say(page, 'desk:group.assigned', { name: assignee })}</p>
        )}
      </article>
    </li>
  )
}
