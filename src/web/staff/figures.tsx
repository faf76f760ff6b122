import type { FigureNames } from '../../content/index.ts'
import { type Group, type NameKind, OUTCOMES, type Overview } from '../../insights/index.ts'
import { BarTable, Count, type NamedGroup, showShare, TimeChart } from '../charts.tsx'
import { FigureFilterForm } from './figure-filters.tsx'
import { FlowSection } from './figure-flows.tsx'
import { type FigureFilters, type FigureQuery, figureAddress } from './figure-query.ts'
import { Layout, type PageContext } from './layout.tsx'

/** What the pages of figures are given. */
export interface FiguresPageProps {
  readonly page: PageContext
  readonly now: number
  readonly query: FigureQuery
  readonly filters: FigureFilters
  readonly overview: Overview
  readonly names: FigureNames
  /** The words of a question of a flow. */
  readonly questionOf: (flow: string, node: string) => string
  /** All flows there are. */
  readonly flows: readonly string[]
  /** Period and filters, as they stand in an address. */
  readonly search: string
}

/** A text of the figures. */
export function sayFigure(
  page: PageContext,
  key: string,
  values?: Readonly<Record<string, string | number>>,
): string {
  return page.texts.text(page.locale, `figures:${key}`, values)
}

/** Names groups in the language of the page. */
export function naming(page: PageContext, names: FigureNames) {
  return (kind: NameKind, groups: readonly Group[]): readonly NamedGroup[] =>
    groups.map((group) => ({ ...group, name: names(kind, group.key, page.locale) }))
}

/** All figures of a period. */
export function FiguresPage(props: FiguresPageProps) {
  const { page, overview, query } = props
  const { questions } = overview
  return (
    <Layout page={page} title={sayFigure(page, 'title')}>
      <p class="hint">{sayFigure(page, 'hint')}</p>
      <FigureFilterForm {...props} />
      {questions.total === 0 ? (
        <p class="empty">{sayFigure(page, 'none')}</p>
      ) : (
        <>
          <Stats page={page} overview={overview} />
          <div class="tools">
            <a class="button quiet" href={figureAddress('/staff/figures/figures.csv', query)}>
              {sayFigure(page, 'csv')}
            </a>
            <a class="button quiet" href={figureAddress('/staff/figures/report.pdf', query)}>
              {sayFigure(page, 'pdf')}
            </a>
          </div>
          <QuestionSection {...props} />
          <PeopleSection {...props} />
          <TeamSection {...props} />
          <FlowSection {...props} />
          <ContentSection {...props} />
          <p class="hint">{sayFigure(page, 'hidden-hint')}</p>
        </>
      )}
    </Layout>
  )
}

function Stats({ page, overview }: { readonly page: PageContext; readonly overview: Overview }) {
  const { questions, people, team } = overview
  const answered = questions.outcomes.find(({ key }) => key === 'answered')?.count
  const share = showShare(page, answered, questions.total)
  return (
    <ul class="stats">
      <li>
        <p class="figure">
          <Count chart={page} value={questions.total} />
        </p>
        <p>{sayFigure(page, 'questions.total')}</p>
        {share === undefined ? null : (
          <p class="meta">{sayFigure(page, 'questions.answered', { share })}</p>
        )}
      </li>
      <li>
        <p class="figure">
          <Count chart={page} value={people.total} />
        </p>
        <p>{sayFigure(page, 'people.total')}</p>
      </li>
      {team === undefined ? null : (
        <li>
          <p class="figure">
            <Count chart={page} value={team.answered} />
          </p>
          <p>{sayFigure(page, 'team.answered')}</p>
        </li>
      )}
    </ul>
  )
}

function QuestionSection({ page, overview, names, query }: FiguresPageProps) {
  const { questions } = overview
  const name = naming(page, names)
  const lines = [
    ['locale', questions.locales],
    ['channel', questions.channels],
    ['region', questions.regions],
    ['campaign', questions.campaigns],
  ] as const
  const shown = lines.filter(([kind, groups]) => {
    const says = groups.some(({ key }) => key !== '')
    return says && query.selection[kind] === undefined
  })
  return (
    <>
      <h2>{sayFigure(page, 'questions.title')}</h2>
      <section class="card">
        <TimeChart
          chart={page}
          caption={sayFigure(page, `by.${questions.time.span}`)}
          span={questions.time.span}
          stretches={questions.time.stretches}
        />
      </section>
      <section class="card">
        <BarTable
          chart={page}
          caption={sayFigure(page, 'questions.outcomes')}
          head={sayFigure(page, 'name.outcome')}
          groups={name('outcome', questions.outcomes)}
          whole={questions.total}
        />
      </section>
      <section class="card scroll" tabindex={0} aria-label={sayFigure(page, 'by.topic')}>
        <TopicTable page={page} overview={overview} names={names} />
      </section>
      <div class="pair">
        {shown.map(([kind, groups]) => (
          <section class="card">
            <BarTable
              chart={page}
              caption={sayFigure(page, `by.${kind}`)}
              head={sayFigure(page, `name.${kind}`)}
              groups={name(kind, groups)}
              whole={questions.total}
            />
          </section>
        ))}
      </div>
    </>
  )
}

function TopicTable(props: {
  readonly page: PageContext
  readonly overview: Overview
  readonly names: FigureNames
}) {
  const { page, overview, names } = props
  return (
    <table class="bars">
      <caption>{sayFigure(page, 'by.topic')}</caption>
      <thead>
        <tr>
          <th scope="col">{sayFigure(page, 'name.topic')}</th>
          <th scope="col" class="number">
            {sayFigure(page, 'total')}
          </th>
          {OUTCOMES.map((outcome) => (
            <th scope="col" class="number">
              {names('outcome', outcome, page.locale)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {overview.questions.topics.map(({ key, count, outcomes }) => (
          <tr>
            <th scope="row">{names('topic', key, page.locale)}</th>
            <td class="number">
              <Count chart={page} value={count} />
            </td>
            {outcomes.map((value) => (
              <td class="number light">
                <Count chart={page} value={value} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function PeopleSection({ page, overview, names }: FiguresPageProps) {
  const { people } = overview
  if (people.total === 0) return null
  return (
    <>
      <h2>{sayFigure(page, 'people.title')}</h2>
      <section class="card">
        <BarTable
          chart={page}
          caption={sayFigure(page, 'people.topics')}
          head={sayFigure(page, 'name.topic')}
          groups={naming(page, names)('topic', people.topics)}
        />
        <p class="hint">{sayFigure(page, 'people.hint')}</p>
      </section>
    </>
  )
}

function TeamSection({ page, overview, names }: FiguresPageProps) {
  const { team } = overview
  if (team === undefined || (team.passedOn === 0 && team.answered === 0)) return null
  const plain = [
    { key: 'passed-on', count: team.passedOn },
    { key: 'answered', count: team.answered },
    { key: 'closed', count: team.closed },
  ].map((one) => ({ ...one, name: sayFigure(page, `team.${one.key}`) }))
  return (
    <>
      <h2>{sayFigure(page, 'team.title')}</h2>
      <section class="card">
        <BarTable
          chart={page}
          caption={sayFigure(page, 'questions.title')}
          head={sayFigure(page, 'name.outcome')}
          groups={plain}
        />
      </section>
      {team.answered === 0 ? null : (
        <section class="card">
          <BarTable
            chart={page}
            caption={sayFigure(page, 'team.within')}
            head={sayFigure(page, 'name.within')}
            groups={naming(page, names)('within', team.within)}
            whole={team.answered}
          />
        </section>
      )}
    </>
  )
}

function ContentSection({ page, overview, names }: FiguresPageProps) {
  const { entries = [], partners } = overview
  const name = naming(page, names)
  return (
    <>
      {entries.length === 0 ? null : (
        <section class="card">
          <BarTable
            chart={page}
            caption={sayFigure(page, 'entries.title')}
            head={sayFigure(page, 'name.entry')}
            groups={name('entry', entries)}
          />
        </section>
      )}
      {partners === undefined || partners.needs.length === 0 ? null : (
        <>
          <h2>{sayFigure(page, 'partners.title')}</h2>
          <section class="card">
            <BarTable
              chart={page}
              caption={sayFigure(page, 'partners.needs')}
              head={sayFigure(page, 'name.need')}
              groups={name('need', partners.needs)}
              whole={partners.named}
            />
          </section>
        </>
      )}
    </>
  )
}
