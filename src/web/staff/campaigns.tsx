import { type CampaignLink, type Doors, spokenCode, widgetTag } from '../../campaigns/index.ts'
import { CAMPAIGN_STEPS } from '../../core/index.ts'
import type { CampaignFigures } from '../../insights/index.ts'
import type { CampaignRecord } from '../../ports/index.ts'
import { includesRole } from '../../staff/index.ts'
import { BarTable, Count } from '../charts.tsx'
import { LinkCard } from './campaign-link.tsx'
import { type CampaignPage, sayCampaign } from './campaign-words.ts'
import { sayFigure } from './figures.tsx'
import { Layout } from './layout.tsx'
import { isolated, type PageContext, showDay } from './page.ts'
import { Outcome } from './page-parts.tsx'

/** All campaigns, newest first, side by side. */
export function CampaignsPage(
  props: CampaignPage & {
    readonly campaigns: readonly CampaignRecord[]
    readonly figures: ReadonlyMap<string, CampaignFigures>
  },
) {
  const { page, campaigns } = props
  const title = sayFigure(page, 'campaigns.title')
  return (
    <Layout page={page} title={title}>
      <div class="tools">
        {mayEdit(page) ? (
          <a class="button" href="/staff/campaigns/new">
            {sayCampaign(page, 'new')}
          </a>
        ) : null}
        {campaigns.length === 0 ? null : (
          <a class="button quiet" href="/staff/campaigns/campaigns.csv">
            {sayFigure(page, 'csv')}
          </a>
        )}
      </div>
      {campaigns.length === 0 ? (
        <p class="empty">{sayCampaign(page, 'none')}</p>
      ) : (
        <>
          <section class="card scroll" tabindex={0} aria-label={title}>
            <CompareTable {...props} />
          </section>
          <p class="hint">{sayFigure(page, 'hidden-hint')}</p>
        </>
      )}
    </Layout>
  )
}

function CompareTable(props: Parameters<typeof CampaignsPage>[0]) {
  const { page, names, campaigns, figures } = props
  return (
    <table class="bars">
      <thead>
        <tr>
          <th scope="col">{sayFigure(page, 'name.campaign')}</th>
          {CAMPAIGN_STEPS.map((step) => (
            <th scope="col" class="number">
              {sayCampaign(page, `step-short.${step}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {campaigns.map((campaign) => (
          <tr>
            <th scope="row">
              <a href={`/staff/campaigns/${campaign.code}`}>
                <bdi>{campaign.name}</bdi>
              </a>
              <span class="meta">
                <bdi class="code">{campaign.code}</bdi>
                {campaign.topic === undefined
                  ? ''
                  : ` · ${names('topic', campaign.topic, page.locale)}`}
              </span>
            </th>
            {CAMPAIGN_STEPS.map((step) => (
              <td class="number">
                <Count chart={page} value={figures.get(campaign.code)?.steps[step]} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** One campaign: how it went, its links, its codes to print. */
export function CampaignDetailPage(
  props: CampaignPage & {
    readonly campaign: CampaignRecord
    readonly figures: CampaignFigures
    readonly links: readonly CampaignLink[]
    readonly doors: Doors
    readonly done?: string | undefined
  },
) {
  const { page, names, campaign, figures, links } = props
  const widget = widgetTag(campaign, props.doors)
  const steps = CAMPAIGN_STEPS.map((step) => ({
    ...{ key: step, name: names('step', step, page.locale), count: figures.steps[step] },
  }))
  const topics = figures.topics.map((group) => ({
    ...group,
    name: names('topic', group.key, page.locale),
  }))
  return (
    <Layout page={page} title={campaign.name}>
      <Outcome done={props.done} />
      <Facts {...props} />
      <h2>{sayCampaign(page, 'funnel')}</h2>
      <section class="card">
        <BarTable
          chart={page}
          caption={sayCampaign(page, 'funnel-caption')}
          head={sayFigure(page, 'name.step')}
          groups={steps}
          whole={figures.steps.came}
        />
        <p class="hint">{sayCampaign(page, 'funnel-hint')}</p>
      </section>
      {topics.length === 0 ? null : (
        <section class="card">
          <BarTable
            chart={page}
            caption={sayFigure(page, 'people.title')}
            head={sayFigure(page, 'name.topic')}
            groups={topics}
          />
        </section>
      )}
      <h2>{sayCampaign(page, 'links')}</h2>
      {links.length === 0 ? (
        <p class="empty">{sayCampaign(page, 'no-links')}</p>
      ) : (
        <div class="links">
          {links.map((link) => (
            <LinkCard page={page} campaign={campaign} link={link} />
          ))}
        </div>
      )}
      {widget === undefined ? null : (
        <>
          <h2>{sayCampaign(page, 'site')}</h2>
          <section class="card">
            <label>
              {sayCampaign(page, 'site-hint')}
              <input class="link" value={widget} readonly dir="ltr" />
            </label>
          </section>
        </>
      )}
    </Layout>
  )
}

function Facts({ page, names, campaign }: Parameters<typeof CampaignDetailPage>[0]) {
  const day = (value: string) => showDay(page, Date.parse(`${value}T12:00:00Z`))
  const { code, topic, flow, locale, place, from, until } = campaign
  const dates =
    until === undefined
      ? sayCampaign(page, 'since', { from: day(from) })
      : sayFigure(page, 'period-of', { from: day(from), to: day(until) })
  const facts = [
    dates,
    names('locale', locale, page.locale),
    ...(topic === undefined ? [] : [names('topic', topic, page.locale)]),
    ...(flow === undefined ? [] : [names('flow', flow, page.locale)]),
    ...(place === undefined ? [] : [isolated(place)]),
  ]
  return (
    <section class="card">
      <p class="figure code">
        <bdi>{spokenCode(code)}</bdi>
      </p>
      <p class="meta">{sayCampaign(page, 'code-hint')}</p>
      <p>{facts.join(' · ')}</p>
      {mayEdit(page) ? (
        <div class="actions">
          <a class="button quiet small" href={`/staff/campaigns/${code}/edit`}>
            {sayCampaign(page, 'edit')}
          </a>
        </div>
      ) : null}
    </section>
  )
}

function mayEdit(page: PageContext): boolean {
  return page.staff !== undefined && includesRole(page.staff.role, 'editor')
}
