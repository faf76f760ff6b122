import type { FigureNames } from '../content/index.ts'
import { directionOf, LOCALES, type Locale } from '../core/index.ts'
import type { Group, NameKind, PublicFigures, PublicLine } from '../insights/index.ts'
import { BarTable, type ChartContext, Count, showMonth, TimeChart } from './charts.tsx'

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

/** BCP 47 tags for `lang`, which screen readers choose a voice by. */
const TAGS: Readonly<Record<Locale, string>> = { fr: 'fr', ar: 'ar', ary: 'ar-MA', en: 'en' }

/** What people ask, for everybody to see, in a form that points at nobody. */
export function ObservatoryPage(props: ObservatoryPageProps) {
  const { chart, version, period } = props
  const say = (key: string) => chart.texts.text(chart.locale, `figures:${key}`)
  const title = say('observatory.title')
  return (
    <html lang={TAGS[chart.locale]} dir={directionOf(chart.locale)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · Dalil`}</title>
        <link rel="stylesheet" href={`/static/staff.css?v=${version}`} />
        <link rel="stylesheet" href={`/static/figures.css?v=${version}`} />
        <link rel="icon" href={`/static/icon.svg?v=${version}`} type="image/svg+xml" />
      </head>
      <body>
        <a class="skip" href="#main">
          {chart.texts.text(chart.locale, 'staff:skip')}
        </a>
        <header class="top">
          <a class="brand" href={`/?lang=${chart.locale}`}>
            <span class="mark" aria-hidden="true" />
            Dalil
          </a>
          <Languages chart={chart} period={period} />
        </header>
        <main id="main" class="public" tabindex={-1}>
          <h1>{title}</h1>
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
        </main>
      </body>
    </html>
  )
}

function Languages({ chart, period }: { readonly chart: ChartContext; readonly period: string }) {
  return (
    <nav class="languages" aria-label={chart.texts.text(chart.locale, 'staff:language')}>
      {LOCALES.map((locale) => (
        <a
          href={`/observatory?${new URLSearchParams({ period, lang: locale })}`}
          lang={TAGS[locale]}
          aria-current={locale === chart.locale ? 'true' : undefined}
        >
          {chart.texts.text(locale, 'language.name')}
        </a>
      ))}
    </nav>
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
