import { Hono } from 'hono'
import { createFigureNames, type FigureKnowledge } from '../content/index.ts'
import type { Locale } from '../core/index.ts'
import type { Group, Observatory } from '../insights/index.ts'
import { asFile, toCsv } from './csv.ts'
import { pageLocale } from './language.ts'
import { ObservatoryPage } from './observatory.tsx'

/** What the public page works with. */
export interface ObservatoryOptions {
  readonly observatory: Observatory
  readonly knowledge: () => FigureKnowledge
  readonly defaultLocale: Locale
  readonly version: string
}

/** Months of the chart over time. */
const MONTHS = 12

/** The public page of figures at `/observatory`, and the same numbers for a spreadsheet. */
export function observatoryRoutes(options: ObservatoryOptions): Hono {
  const { observatory } = options
  const routes = new Hono()

  routes.get('/', async (c) => {
    const locale = pageLocale(c, options.defaultLocale)
    const { texts, ...knowledge } = options.knowledge()
    const asked = c.req.query('period')
    const period = asked ?? observatory.months()[0] ?? ''
    c.header('Cache-Control', 'public, max-age=300')
    c.header('Vary', 'Accept-Language')
    const page = (
      <ObservatoryPage
        chart={{ texts, locale }}
        version={options.version}
        names={createFigureNames({ texts, ...knowledge }, new Map())}
        periods={[...observatory.years(), ...observatory.months()]}
        period={period}
        figures={await observatory.find(period)}
        months={await lastMonths(observatory)}
      />
    )
    return c.html(`<!doctype html>${page}`)
  })

  routes.get('/figures.csv', async (c) => {
    const months = observatory.months()
    const found = await Promise.all(months.map((month) => observatory.find(month)))
    const rows = found.flatMap((month) => {
      if (month?.total === undefined || month.total === 0) return []
      const lines = Object.entries(month.lines).flatMap(([line, groups]) =>
        groups.map(({ key, count = '' }) => [month.period, line, key, count]),
      )
      return [[month.period, 'total', '', month.total], ...lines]
    })
    c.header('Cache-Control', 'public, max-age=300')
    c.header('Content-Type', 'text/csv; charset=utf-8')
    c.header('Content-Disposition', asFile('dalil-observatory.csv'))
    return c.body(toCsv([['month', 'by', 'group', 'count'], ...rows]))
  })

  return routes
}

async function lastMonths(observatory: Observatory): Promise<readonly Group[]> {
  const months = observatory.months().slice(0, MONTHS).reverse()
  const found = await Promise.all(months.map((month) => observatory.find(month)))
  return months.map((month, at) => ({ key: `${month}-01`, count: found[at]?.total }))
}
