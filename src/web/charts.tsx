import { directionOf, type Locale } from '../core/index.ts'
import type { Group, Shown, Span } from '../insights/index.ts'
import type { Texts } from '../ports/index.ts'

/** In whose words and digits a chart speaks. */
export interface ChartContext {
  readonly texts: Texts
  readonly locale: Locale
}

/** A group with its name. */
export interface NamedGroup extends Group {
  readonly name: string
  /** Where the name leads, where it leads somewhere. */
  readonly href?: string | undefined
}

/** A number as it is read; what is hidden is a dash that is read out as "hidden". */
export function Count(props: { readonly chart: ChartContext; readonly value: Shown }) {
  const { chart, value } = props
  if (value !== undefined) return <bdi>{showNumber(chart, value)}</bdi>
  return (
    <>
      <span aria-hidden="true">—</span>
      <span class="unseen">{say(chart, 'hidden')}</span>
    </>
  )
}

/** A number in the digits of Morocco. */
export function showNumber({ locale }: ChartContext, value: number): string {
  return new Intl.NumberFormat(tagOf(locale)).format(value)
}

/** A share of a whole in percent; `undefined` where one of the two is hidden. */
export function showShare({ locale }: ChartContext, part: Shown, whole: Shown): string | undefined {
  if (part === undefined || whole === undefined || whole === 0) return undefined
  const style = { style: 'percent', maximumFractionDigits: 0 } as const
  return new Intl.NumberFormat(tagOf(locale), style).format(part / whole)
}

const STYLES: Readonly<Record<Span, Intl.DateTimeFormatOptions>> = {
  day: { day: 'numeric', month: 'short' },
  week: { day: 'numeric', month: 'short' },
  month: { month: 'short', year: 'numeric' },
}

/** The day or stretch that begins with it, as short as it is clear. */
function showStretch({ locale }: ChartContext, day: string, span: Span): string {
  const format = new Intl.DateTimeFormat(tagOf(locale), { ...STYLES[span], timeZone: 'UTC' })
  return format.format(Date.parse(`${day}T00:00:00Z`))
}

/** A month `YYYY-MM` or a year `YYYY` in words. */
export function showMonth({ locale }: ChartContext, period: string): string {
  if (!/^\d{4}-\d\d$/u.test(period)) return period
  const style = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(tagOf(locale), style).format(Date.parse(`${period}-01`))
}

/** Arabic is written in Morocco with Western digits and its own names of months. */
function tagOf(locale: Locale): string {
  return locale === 'ar' || locale === 'ary' ? 'ar-MA' : locale
}

function say({ texts, locale }: ChartContext, key: string): string {
  return texts.text(locale, `figures:${key}`)
}

/**
 * Groups as a table whose middle column is the bar: it reads as a chart and is read out as a table.
 */
export function BarTable(props: {
  readonly chart: ChartContext
  readonly caption: string
  /** What the first column names. */
  readonly head: string
  readonly groups: readonly NamedGroup[]
  /** Where the groups divide a whole, its number: shares are shown. */
  readonly whole?: Shown
}) {
  const { chart, groups, whole } = props
  const most = Math.max(1, ...groups.map(({ count }) => count ?? 0))
  const hasShares = whole !== undefined && whole > 0
  return (
    <table class="bars">
      <caption>{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{props.head}</th>
          <td class="bar" />
          <th scope="col" class="number">
            {say(chart, 'number')}
          </th>
          {hasShares ? (
            <th scope="col" class="number">
              {say(chart, 'share')}
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {groups.map(({ name, href, count }) => (
          <tr>
            <th scope="row">{href === undefined ? name : <a href={href}>{name}</a>}</th>
            <td class="bar">
              <Bar chart={chart} share={(count ?? 0) / most} />
            </td>
            <td class="number">
              <Count chart={chart} value={count} />
            </td>
            {hasShares ? <td class="number">{showShare(chart, count, whole) ?? ''}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Bar({ chart, share }: { readonly chart: ChartContext; readonly share: number }) {
  const width = Math.round(share * 1000) / 10
  const x = directionOf(chart.locale) === 'rtl' ? 100 - width : 0
  return (
    <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="ground" x="0" y="0" width="100" height="10" />
      <rect class="value" x={x} y="0" width={width} height="10" />
    </svg>
  )
}

/**
 * Numbers over time as columns, in the direction of reading, with the same numbers as a table below
 * for whoever wants them or cannot see. What is hidden is a short pale column.
 */
export function TimeChart(props: {
  readonly chart: ChartContext
  readonly caption: string
  readonly span: Span
  readonly stretches: readonly Group[]
}) {
  const { chart, span, stretches } = props
  const top = roundUp(Math.max(0, ...stretches.map(({ count }) => count ?? 0)))
  const label = (at: number) => showStretch(chart, stretches[at]?.key ?? '', span)
  const last = stretches.length - 1
  return (
    <figure class="time">
      <figcaption>{props.caption}</figcaption>
      <div class="plot" aria-hidden="true">
        <div class="scale">
          <bdi>{showNumber(chart, top)}</bdi>
          <bdi>{showNumber(chart, top / 2)}</bdi>
          <bdi>0</bdi>
        </div>
        <Columns chart={chart} top={top} stretches={stretches} />
        <div class="dates">
          <span>{label(0)}</span>
          {last > 3 ? <span>{label(Math.floor(last / 2))}</span> : null}
          {last > 0 ? <span>{label(last)}</span> : null}
        </div>
      </div>
      <details>
        <summary>{say(chart, 'numbers')}</summary>
        <table class="bars">
          <thead>
            <tr>
              <th scope="col">{say(chart, 'name.time')}</th>
              <th scope="col" class="number">
                {say(chart, 'number')}
              </th>
            </tr>
          </thead>
          <tbody>
            {stretches.map(({ count }, at) => (
              <tr>
                <th scope="row">{label(at)}</th>
                <td class="number">
                  <Count chart={chart} value={count} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

function Columns(props: {
  readonly chart: ChartContext
  readonly top: number
  readonly stretches: readonly Group[]
}) {
  const { chart, top, stretches } = props
  const isRightToLeft = directionOf(chart.locale) === 'rtl'
  const count = stretches.length
  return (
    <svg viewBox={`0 0 ${count} 100`} preserveAspectRatio="none" aria-hidden="true">
      {[0, 50].map((y) => (
        <rect class="line" x="0" y={y} width={count} height="0.6" />
      ))}
      {stretches.map(({ count: value }, at) => {
        const x = (isRightToLeft ? count - 1 - at : at) + 0.12
        const height = value === undefined ? 6 : (value / top) * 100
        return (
          <rect
            class={value === undefined ? 'hidden' : 'value'}
            x={x}
            y={100 - height}
            width="0.76"
            height={height}
          />
        )
      })}
    </svg>
  )
}

/** The end of a scale: the next even number that is easy to halve. */
function roundUp(value: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))))
  const nice = [1, 2, 4, 6, 8, 10].find((factor) => factor * step >= value) ?? 10
  return Math.max(2, nice * step)
}
