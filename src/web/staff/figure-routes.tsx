import { createFigureNames, type FigureNames, flowOrder, questionOf } from '../../content/index.ts'
import { svg } from '../../flow/index.ts'
import {
  type Overview,
  overviewOf,
  type ReportWords,
  reportPdf,
  sectionsOf,
} from '../../insights/index.ts'
import { asFile, toCsv } from '../csv.ts'
import {
  type FigureFilters,
  type FigureQuery,
  filtersOf,
  parseFigureQuery,
} from './figure-query.ts'
import { FiguresPage, sayFigure } from './figures.tsx'
import type { PageContext } from './page.ts'
import { html, type StaffContext, type Workspace } from './workspace.ts'

const PATH = '/staff/figures'

/** What the figures of one request are made of. */
export interface FigureView {
  readonly page: PageContext
  readonly query: FigureQuery
  readonly filters: FigureFilters
  readonly overview: Overview
  readonly names: FigureNames
  readonly questionOf: (flow: string, node: string) => string
  /** All flows there are. */
  readonly flows: readonly string[]
  /** Period and filters, as they stand in an address. */
  readonly search: string
}

/** The figures as a page, as a table for a spreadsheet, and as a report. */
export function figureRoutes(work: Workspace): void {
  const { on, clock } = work

  on('GET /figures', async (c) => {
    const view = await openView(work, c)
    return c.html(html(<FiguresPage {...view} now={clock.now()} />))
  })

  on('GET /figures/figures.csv', async (c) => {
    const { page, overview, query, ...view } = await openView(work, c)
    const words = wordsOf({ page, ...view })
    const head = [words.say('title'), '', words.say('number')]
    const rows = sectionsOf(overview, words).flatMap(({ title, rows }) =>
      rows.map(({ name, count }) => [title, name, count ?? words.say('hidden')]),
    )
    const days = overview.questions.time.stretches.map(({ key, count }) => {
      const { span } = overview.questions.time
      return [words.say(`by.${span}`), key, count ?? words.say('hidden')]
    })
    c.header('Content-Type', 'text/csv; charset=utf-8')
    c.header('Content-Disposition', asFile(`dalil-${query.period.from}-${query.period.to}.csv`))
    return c.body(toCsv([head, ...rows, ...days]))
  })

  on('GET /figures/flows/:flow/picture.svg', async (c) => {
    const flow = work.knowledge().flows.get(c.req.param('flow') ?? '')
    if (flow === undefined) return c.notFound()
    const { overview } = await openView(work, c)
    const steps = overview.flows.find((one) => one.flow === flow.flow)?.steps ?? []
    const counts = new Map(
      steps.flatMap(({ node, asked }) => (asked === undefined ? [] : [[node, asked] as const])),
    )
    c.header('Content-Type', 'image/svg+xml; charset=utf-8')
    return c.body(svg(flow, { counts }))
  })

  on('GET /figures/report.pdf', async (c) => {
    const { page, overview, query, ...view } = await openView(work, c)
    const pdf = await reportPdf({
      ...{ overview, words: wordsOf({ page, ...view }), locale: page.locale },
      author: page.texts.text(page.locale, 'campaigns:poster.name'),
      createdAt: clock.now(),
    })
    c.header('Content-Type', 'application/pdf')
    c.header('Content-Disposition', asFile(`dalil-${query.period.from}-${query.period.to}.pdf`))
    return c.body(new Uint8Array(pdf))
  })
}

/** Reads the address and counts what it asks for. */
async function openView(work: Workspace, c: StaffContext): Promise<FigureView> {
  const knowledge = work.knowledge()
  const campaigns = await work.campaigns.list()
  const codes = campaigns.map(({ code }) => code)
  const filters = filtersOf(knowledge.directory.regions.keys(), codes)
  const query = parseFigureQuery((name) => c.req.query(name), work.clock.now(), filters)
  const search = new URLSearchParams({ ...query.period, ...query.selection }).toString()
  const page = work.pageOf(c, `${PATH}?${search}`)
  return {
    ...{ search, flows: [...knowledge.flows.keys()] },
    ...{ page, query, filters },
    names: createFigureNames(knowledge, new Map(campaigns.map(({ code, name }) => [code, name]))),
    overview: overviewOf({
      figures: await work.store.figures.list(query.period.from, query.period.to),
      ...query,
      flows: flowOrder(knowledge.flows),
      campaigns: query.selection.campaign === undefined ? codes : [query.selection.campaign],
    }),
    questionOf: (flow, node) => questionOf(knowledge, flow, node, page.locale),
  }
}

/** The words of a report in the language of a page. */
function wordsOf({
  page,
  names,
  questionOf,
}: Pick<FigureView, 'page' | 'names' | 'questionOf'>): ReportWords {
  return {
    say: (key, values) => sayFigure(page, key, values),
    name: (kind, key) => names(kind, key, page.locale),
    questionOf,
  }
}
