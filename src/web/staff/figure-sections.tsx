import type { FigureNames } from '../../content/index.ts'
import { OUTCOMES, type Overview } from '../../insights/index.ts'
import { BarTable, Count, TimeChart } from '../charts.tsx'
import { type FiguresPageProps, naming, sayFigure } from './figures.tsx'
import type { PageContext } from './page.ts'

/** The questions: over time, how they ended, and by whom they were asked. */
export function QuestionSection({ page, overview, names, query }: FiguresPageProps) {
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

/** The people who were informed. */
export function PeopleSection({ page, overview, names }: FiguresPageProps) {
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

/** What reached the team, and how soon it replied. */
export function TeamSection({ page, overview, names }: FiguresPageProps) {
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

/** The answers that were given, and the partners that were named. */
export function ContentSection({ page, overview, names }: FiguresPageProps) {
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
