import type { FigureNames } from '../content/index.ts'
import type { Group, NameKind, PublicFigures, PublicLine } from '../insights/index.ts'
import { BarTable, type ChartContext, Count, showMonth, TimeChart } from './charts.tsx'
import { PublicPage } from './public-page.tsx'

/** What the public page shows. */
export interface ObservatoryPageProps {
  readonly chart: ChartContext
  readonly version: string
  readonly names: FigureNames
  /** What may be asked for: months and years, the last first. */
  readonly periods: readonly string[]
  readonly period: string
  /** `undefined` where this period is not published. */
  readonly figures: PublicFigures | undefined
  /** The totals of the months before, oldest first. */
  readonly months: readonly Group[]
}

const LINES: readonly (readonly [PublicLine, NameKind, string])[] = [
  ['outcome', 'outcome', 'questions.outcomes'],
  ['topic', 'topic', 'by.topic'],
  ['locale', 'locale', 'by.locale'],
  ['channel', 'channel', 'by.channel'],
  ['region', 'region', 'by.region'],
]

/** What people ask, for everybody to see, in a form that points at nobody. */
export function ObservatoryPage(props: ObservatoryPageProps) {
  const { chart, version, period } = props
  const say = (key: string) => chart.texts.text(chart.locale, `figures:${key}`)
  const title = say('observatory.title')
  return (
    <PublicPage
      texts={chart.texts}
      locale={chart.locale}
      version={version}
      title={title}
      home={`/?lang=${chart.locale}`}
      inLanguage={(lang) => `/observatory?${new URLSearchParams({ period, lang })}`}
      listed={true}
    >
      <p>{say('observatory.intro')}</p>
      <PeriodForm {...props} />
      <Published {...props} />
      <p>
        <a class="button" href={`/?lang=${chart.locale}`}>
          {say('observatory.back')}
        </a>
      </p>
      <p class="hint">
        {say('observatory.licence')} <a href="/observatory/figures.csv">{say('csv')}</a>
      </p>
    </PublicPage>
  )
}

function PeriodForm({ chart, periods, period }: ObservatoryPageProps) {
  const say = (key: string) => chart.texts.text(chart.locale, `figures:${key}`)
  return (
    <form method="get" action="/observatory" class="row">
      <input type="hidden" name="lang" value={chart.locale} />
      <label>
        {say('observatory.period')}
        <select name="period">
          {periods.map((one) => (
            <option value={one} selected={one === period}>
              {showMonth(chart, one)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">{say('observatory.show')}</button>
    </form>
  )
}

function Published({ chart, names, figures, months }: ObservatoryPageProps) {
  const say = (key: string) => chart.texts.text(chart.locale, `figures:${key}`)
  if (figures === undefined) return <p class="empty">{say('observatory.not-found')}</p>
  const isYear = figures.period.length === 4
  const isShown = (figures.total ?? 0) > 0
  return (
    <>
      {isShown ? (
        <>
          <h2>{showMonth(chart, figures.period)}</h2>
          <ul class="stats">
            <li>
              <p class="figure">
                <Count chart={chart} value={figures.total} />
              </p>
              <p>{say('questions.total')}</p>
            </li>
          </ul>
          {isYear ? <p class="hint">{say('observatory.year-hint')}</p> : null}
          {LINES.filter(([line]) => figures.lines[line].some(({ key }) => key !== '')).map(
            ([line, kind, caption]) => (
              <section class="card">
                <BarTable
                  chart={chart}
                  caption={say(caption)}
                  head={say(`name.${kind}`)}
                  groups={figures.lines[line].map((group) => ({
                    ...group,
                    name: names(kind, group.key, chart.locale),
                  }))}
                  whole={figures.total}
                />
              </section>
            ),
          )}
        </>
      ) : (
        <p class="empty">{say('observatory.too-few')}</p>
      )}
      {months.some(({ count }) => count !== 0) ? (
        <section class="card">
          <TimeChart
            chart={chart}
            caption={say('observatory.months')}
            span="month"
            stretches={months}
          />
        </section>
      ) : null}
    </>
  )
}
