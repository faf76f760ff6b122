import type { TurnServices } from '../../../conversation/index.ts'
import {
  LOCALES,
  normalize,
  PARTNER_STATUSES,
  type Partner,
  type PartnerStatus,
  TOPICS,
  type Topic,
} from '../../../core/index.ts'
import type { OpenDraft } from '../content/drafts.ts'
import { Beginning, Narrow, SearchForm } from '../content/list-parts.tsx'
import { sayContent } from '../content/words.ts'
import { Layout } from '../layout.tsx'
import { type PageContext, say } from '../page.ts'
import { topicName } from '../questions/words.ts'
import { sayPartner } from './words.ts'

/** Which partners are shown. */
export interface PartnerQuery {
  readonly find: string
  readonly topic?: Topic | undefined
  readonly status?: PartnerStatus | undefined
}

/** Reads what is asked for from the address. */
export function readPartnerQuery(query: (name: string) => string | undefined): PartnerQuery {
  return {
    find: (query('find') ?? '').slice(0, 200),
    topic: TOPICS.find((topic) => topic === query('topic')),
    status: PARTNER_STATUSES.find((status) => status === query('status')),
  }
}

/** The partners that are asked for, by name. */
export function findPartners(
  { knowledge }: Pick<TurnServices, 'knowledge'>,
  { find, topic, status }: PartnerQuery,
): readonly Partner[] {
  const words = normalize(find).split(' ').filter(Boolean)
  const { partners, towns, needs } = knowledge.directory
  const saidOf = (partner: Partner) => {
    const cities = partner.place.cities.flatMap((id) => towns.get(id)?.name ?? [])
    const helps = partner.needs.flatMap((need) => needs.get(need) ?? [])
    const named = [partner.name, ...cities, ...helps].flatMap((text) =>
      LOCALES.map((locale) => text[locale]),
    )
    return normalize([partner.partner, ...partner.aliases, ...named].join(' '))
  }
  return [...partners.values()]
    .filter((partner) => topic === undefined || partner.topics.includes(topic))
    .filter((partner) => status === undefined || partner.status === status)
    .filter((partner) => {
      if (words.length === 0) return true
      const said = saidOf(partner)
      return words.every((word) => said.includes(word))
    })
    .sort((a, b) => a.name.fr.localeCompare(b.name.fr, 'fr'))
}

/** What the list of partners shows. */
interface ListProps {
  readonly page: PageContext
  readonly services: TurnServices
  readonly query: PartnerQuery
  readonly found: readonly Partner[]
  /** Drafts of partners, the last changed first. */
  readonly drafts: readonly OpenDraft[]
}

/** All partners, to be looked through and looked for. */
export function PartnersPage(props: ListProps) {
  const { page, services, drafts } = props
  const known = services.knowledge.directory.partners
  return (
    <Layout page={page} title={sayPartner(page, 'title')}>
      <div class="tools">
        <a class="button" href="/staff/partners/new">
          {sayPartner(page, 'new.title')}
        </a>
      </div>
      <Search {...props} />
      <div id="found">
        <p class="count" role="status">
          {sayPartner(page, 'count', { count: props.found.length })}
        </p>
        {props.found.length === 0 ? <p class="empty">{sayContent(page, 'list.none')}</p> : null}
        <ul class="plain entries">
          {drafts
            .filter(({ change }) => !known.has(change.target))
            .map((draft) => (
              <Beginning page={page} draft={draft} />
            ))}
          {props.found.map((partner) => (
            <Row {...props} partner={partner} />
          ))}
        </ul>
      </div>
    </Layout>
  )
}

function Search({ page, services, query }: ListProps) {
  return (
    <SearchForm
      page={page}
      action="/staff/partners"
      label={sayPartner(page, 'find')}
      find={query.find}
    >
      <Narrow
        name="topic"
        label={sayContent(page, 'list.topic')}
        any={sayContent(page, 'list.all')}
        options={TOPICS.map((topic) => [topic, topicName(services, page, topic)])}
        value={query.topic}
      />
      <Narrow
        name="status"
        label={sayContent(page, 'list.state')}
        any={sayContent(page, 'list.any-state')}
        options={PARTNER_STATUSES.map((status) => [status, sayPartner(page, `status.${status}`)])}
        value={query.status}
      />
    </SearchForm>
  )
}

function Row(props: ListProps & { readonly partner: Partner }) {
  const { page, services, drafts, partner } = props
  const { towns } = services.knowledge.directory
  const cities = partner.place.cities.map((id) => towns.get(id)?.name[page.locale] ?? id)
  const where =
    cities.length === 0 ? sayPartner(page, `scope-kind.${partner.place.scope}`) : cities.join(', ')
  const dates = partner.contacts.map(({ source }) => source.date)
  const newest = dates
    .filter((date) => /^\d/u.test(date))
    .sort()
    .at(-1)
  const draft = drafts.find(({ change }) => change.target === partner.partner)
  return (
    <li class="card group">
      <a class="open" href={`/staff/partners/${partner.partner}`} data-item>
        {partner.name[page.locale]}
      </a>
      <p class="meta">
        {where}
        {' · '}
        {dates.length === 0 ? sayPartner(page, 'no-contact') : null}
        {dates.length > 0 && newest === undefined ? sayPartner(page, 'contact-undated') : null}
        {newest === undefined ? null : (
          <>
            {sayPartner(page, 'contact-of')} <bdi dir="ltr">{newest}</bdi>
          </>
        )}
        {partner.status === 'open' ? null : (
          <span class="tag warn">{sayPartner(page, `status.${partner.status}`)}</span>
        )}
        {draft === undefined ? null : (
          <span class="tag">{say(page, `changes:state.${draft.state}`)}</span>
        )}
      </p>
    </li>
  )
}
