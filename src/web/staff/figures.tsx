import type { FigureNames } from '../../content/index.ts'
import type { Group, NameKind, Overview } from '../../insights/index.ts'
import { Count, type NamedGroup, showShare } from '../charts.tsx'
import { FigureFilterForm } from './figure-filters.tsx'
import { FlowSection } from './figure-flows.tsx'
import { type FigureFilters, type FigureQuery, figureAddress } from './figure-query.ts'
import { ContentSection, PeopleSection, QuestionSection, TeamSection } from './figure-sections.tsx'
import { Layout } from './layout.tsx'
import type { PageContext } from './page.ts'

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
