import {
  type CampaignDraft,
  type CampaignLink,
  campaignLinks,
  parseDraft,
  posterPdf,
} from '../../campaigns/index.ts'
import { createFigureNames } from '../../content/index.ts'
import { CAMPAIGN_STEPS, dayOf } from '../../core/index.ts'
import { isDalilError } from '../../errors.ts'
import { campaignsFigures } from '../../insights/index.ts'
import type { CampaignRecord } from '../../ports/index.ts'
import { qrPng, qrSvg } from '../../print/index.ts'
import { asFile, toCsv } from '../csv.ts'
import { CampaignFormPage } from './campaign-form.tsx'
import { sayCampaign } from './campaign-words.ts'
import { CampaignDetailPage, CampaignsPage } from './campaigns.tsx'
import { sayFigure } from './figures.tsx'
import { html, type StaffContext, type Workspace } from './workspace.ts'

const PATH = '/staff/campaigns'

/** Campaigns: list and comparison, making and changing them, links, codes and posters. */
export function campaignRoutes(work: Workspace): void {
  const { on, pageOf, campaigns, clock } = work

  const named = async () => {
    const all = await campaigns.list()
    const names = createFigureNames(
      work.knowledge(),
      new Map(all.map(({ code, name }) => [code, name])),
    )
    return { all, names }
  }

  on('GET /campaigns', async (c) => {
    const { all, names } = await named()
    const figures = await figuresOf(work, all)
    const page = pageOf(c, PATH)
    return c.html(html(<CampaignsPage {...{ page, names, figures, campaigns: all }} />))
  })

  on('GET /campaigns/campaigns.csv', async (c) => {
    const { all, names } = await named()
    const figures = await figuresOf(work, all)
    const page = pageOf(c, PATH)
    const words = (key: string) => sayFigure(page, key)
    const head = [
      ...[words('name.campaign'), sayCampaign(page, 'field.code'), words('name.topic')],
      ...[sayCampaign(page, 'field.place'), sayCampaign(page, 'field.from')],
      ...[sayCampaign(page, 'field.until')],
      ...CAMPAIGN_STEPS.map((step) => names('step', step, page.locale)),
    ]
    const rows = all.map(({ name, code, topic, place = '', from, until = '' }) => [
      ...[name, code, topic === undefined ? '' : names('topic', topic, page.locale)],
      ...[place, from, until],
      ...CAMPAIGN_STEPS.map((step) => figures.get(code)?.steps[step] ?? words('hidden')),
    ])
    c.header('Content-Type', 'text/csv; charset=utf-8')
    c.header('Content-Disposition', asFile('dalil-campaigns.csv'))
    return c.body(toCsv([head, ...rows]))
  })

  on('GET /campaigns/new', async (c) => {
    const draft = { name: '', locale: 'fr', channel: 'any', from: dayOf(clock.now()) } as const
    return showForm(c, { draft })
  })

  on('POST /campaigns', async (c) => {
    const draft = await readDraft(c)
    try {
      const made = await campaigns.create(draft, c.get('signedIn').staff.id)
      return c.redirect(`${PATH}/${made.code}?done`, 303)
    } catch (error) {
      return showForm(c, { draft, error })
    }
  })

  on('GET /campaigns/:id', async (c) => {
    const campaign = await campaigns.find(idOf(c))
    if (campaign === undefined) return notFound(c)
    const { names } = await named()
    const figures = (await figuresOf(work, [campaign])).get(campaign.code)
    if (figures === undefined) return notFound(c)
    const page = pageOf(c, `${PATH}/${campaign.code}`)
    const doors = work.doors()
    const links = campaignLinks(campaign, doors, page.texts)
    const done = c.req.query('done') === undefined ? undefined : sayCampaign(page, 'saved')
    const props = { page, names, campaign, figures, links, doors, done }
    return c.html(html(<CampaignDetailPage {...props} />))
  })

  on('GET /campaigns/:id/edit', async (c) => {
    const campaign = await campaigns.find(idOf(c))
    return campaign === undefined ? notFound(c) : showForm(c, { draft: campaign, of: campaign })
  })

  on('POST /campaigns/:id', async (c) => {
    const campaign = await campaigns.find(idOf(c))
    if (campaign === undefined) return notFound(c)
    const form = await c.req.parseBody()
    const draft = await readDraft(c)
    try {
      const by = c.get('signedIn').staff.id
      await campaigns.change(campaign.code, draft, by, Number(form.revision))
      return c.redirect(`${PATH}/${campaign.code}?done`, 303)
    } catch (error) {
      return showForm(c, { draft, of: campaign, error })
    }
  })

  on('GET /campaigns/:id/qr.svg', async (c) => {
    const found = await findLink(c)
    if (found === undefined) return notFound(c)
    c.header('Content-Type', 'image/svg+xml')
    if (c.req.query('save') !== undefined) {
      c.header('Content-Disposition', asFile(`${found.campaign.code}-${found.link.channel}.svg`))
    }
    return c.body(qrSvg(found.link.url))
  })

  on('GET /campaigns/:id/qr.png', async (c) => {
    const found = await findLink(c)
    if (found === undefined) return notFound(c)
    c.header('Content-Type', 'image/png')
    c.header('Content-Disposition', asFile(`${found.campaign.code}-${found.link.channel}.png`))
    return c.body(new Uint8Array(await qrPng(found.link.url)))
  })

  on('GET /campaigns/:id/poster.pdf', async (c) => {
    const found = await findLink(c)
    if (found === undefined) return notFound(c)
    const format = c.req.query('size') === 'A5' ? 'A5' : 'A4'
    const pdf = await posterPdf({
      ...{ ...found, doors: work.doors(), format, texts: work.texts(), createdAt: clock.now() },
    })
    const name = `${found.campaign.code}-${found.link.channel}-${format}.pdf`
    c.header('Content-Type', 'application/pdf')
    c.header('Content-Disposition', asFile(name))
    return c.body(new Uint8Array(pdf))
  })

  async function showForm(
    c: StaffContext,
    form: {
      readonly draft: CampaignDraft
      readonly of?: CampaignRecord
      readonly error?: unknown
    },
  ) {
    const { draft, of, error } = form
    const page = pageOf(c, of === undefined ? `${PATH}/new` : `${PATH}/${of.code}/edit`)
    const { names } = await named()
    const flows = [...work.knowledge().flows.keys()]
    const problem = error === undefined ? undefined : sayCampaign(page, problemOf(error))
    const props = { page, names, draft, of, flows, problem }
    return c.html(html(<CampaignFormPage {...props} />), problem === undefined ? 200 : 400)
  }

  async function findLink(
    c: StaffContext,
  ): Promise<{ readonly campaign: CampaignRecord; readonly link: CampaignLink } | undefined> {
    const campaign = await campaigns.find(idOf(c))
    if (campaign === undefined) return undefined
    const links = campaignLinks(campaign, work.doors(), work.texts())
    const link = links.find(({ channel }) => channel === c.req.query('channel')) ?? links[0]
    return link === undefined ? undefined : { campaign, link }
  }
}

function idOf(c: StaffContext): string {
  return c.req.param('id') ?? ''
}

function notFound(c: StaffContext) {
  return c.redirect(PATH, 303)
}

async function readDraft(c: StaffContext): Promise<CampaignDraft> {
  const form = await c.req.parseBody()
  return parseDraft((name) => {
    const value = form[name]
    return typeof value === 'string' ? value : ''
  })
}

/** The figures of campaigns since the first of them began. */
async function figuresOf(work: Workspace, campaigns: readonly CampaignRecord[]) {
  const days = campaigns.flatMap(({ from, createdAt }) => [from, dayOf(createdAt)]).sort()
  const figures = await work.store.figures.list(days[0] ?? '', dayOf(work.clock.now()))
  return campaignsFigures(
    figures,
    campaigns.map(({ code }) => code),
  )
}

/** An error of the campaigns as the key of its words; any other is thrown on. */
function problemOf(error: unknown): string {
  if (isDalilError(error) && error.code.startsWith('campaigns:')) {
    return `problem.${error.code.slice('campaigns:'.length).replaceAll('_', '-')}`
  }
  throw error
}
