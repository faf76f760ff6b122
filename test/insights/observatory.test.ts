import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FigureEvent, toFigure } from '../../src/core/index.ts'
import { createObservatory } from '../../src/insights/index.ts'
import { closeYear, countMonth } from '../../src/insights/observatory.ts'
import { createMemoryStore } from '../../src/store/memory/index.ts'
import { createClock } from '../support/clock.ts'

const LOCALES = ['fr', 'ar', 'ary'] as const

/** Questions of one month by language. */
function figuresOf(month: string, counts: readonly number[]) {
  return counts.flatMap((count, at) => {
    const facets = { locale: LOCALES[at], topic: 'work', channel: 'web-chat' }
    return count === 0 ? [] : [{ ...toFigure(`${month}-10`, 'answered', facets), count }]
  })
}

describe('the observatory', () => {
  async function observatoryOf(today: string, ...counts: [string, FigureEvent, number][]) {
    const store = createMemoryStore()
    for (const [day, event, count] of counts) {
      const facets = { topic: 'work', locale: 'fr', channel: 'telegram' }
      await store.figures.increment(toFigure(day, event, facets), count)
    }
    return createObservatory({ figures: store.figures, clock: createClock(today) })
  }

  it('publishes months and years that are over, and nothing of the one that runs', async () => {
    const observatory = await observatoryOf('2027-02-03', ['2027-02-01', 'answered', 50])

    expect(observatory.months()[0]).toBe('2027-01')
    expect(observatory.years()[0]).toBe('2026')
    expect(await observatory.find('2027-02')).toBeUndefined()
    expect(await observatory.find('2027')).toBeUndefined()
    expect(await observatory.find('../etc')).toBeUndefined()
  })

  it('counts a month by how questions ended, subject, language, channel and region', async () => {
    const observatory = await observatoryOf(
      '2027-02-03',
      ['2027-01-01', 'answered', 20],
      ['2027-01-31', 'unknown', 6],
      ['2026-12-31', 'unknown', 9],
    )

    expect(await observatory.find('2027-01')).toEqual({
      period: '2027-01',
      total: 26,
      lines: {
        outcome: [
          { key: 'answered', count: 20 },
          { key: 'unknown', count: 6 },
        ],
        topic: [{ key: 'work', count: 26 }],
        locale: [{ key: 'fr', count: 26 }],
        channel: [{ key: 'telegram', count: 26 }],
        region: [{ key: '', count: 26 }],
      },
    })
  })

  it('does not even name a group that it hides', async () => {
    const observatory = await observatoryOf(
      '2027-02-03',
      ['2027-01-01', 'answered', 20],
      ['2027-01-02', 'unknown', 9],
      ['2027-01-31', 'urgent', 1],
    )

    const found = await observatory.find('2027-01')
    expect(found?.lines.outcome).toEqual([{ key: 'answered', count: 20 }])
    expect(JSON.stringify(found)).not.toContain('urgent')
  })

  it('says nothing of a month with fewer than five questions, nor of its year’s share', async () => {
    const observatory = await observatoryOf(
      '2027-02-03',
      ['2026-03-01', 'answered', 3],
      ['2026-04-01', 'answered', 30],
    )

    expect(await observatory.find('2026-03')).toMatchObject({ total: undefined })
    expect((await observatory.find('2026-03'))?.lines.topic).toEqual([])
    expect(await observatory.find('2026')).toMatchObject({ total: 30 })
  })

  it('gives away no hidden number of a month to whoever keeps all months and the year', () => {
    const cell = fc.oneof(fc.nat(3), fc.nat(9))
    const month = fc.tuple(cell, cell, cell)
    fc.assert(
      fc.property(fc.tuple(month, month, month), (year) => {
        const months = year.map((counts, at) => {
          const name = `2026-0${at + 1}`
          return countMonth(figuresOf(name, counts), name)
        })
        const published = closeYear('2026', months)
        const rows = months.map(({ shown }) => ({
          total: shown.total,
          cells: LOCALES.map((key) => visible(shown.lines.locale, key)),
        }))
        const columns = LOCALES.map((key) => visible(published.lines.locale, key))

        const ways = fillYear(rows, columns)
        for (const [at, row] of rows.entries()) {
          for (const [column, seen] of row.cells.entries()) {
            const real = year[at]?.[column] ?? 0
            if (row.total === undefined || seen !== undefined || real === 0) continue
            const possible = new Set(ways.map((way) => way[at]?.[column]))
            expect(possible.size).toBeGreaterThan(1)
            expect(possible).toContain(real)
            if (real < 5) expect(Math.max(...[...possible].map(Number))).toBeGreaterThanOrEqual(5)
          }
        }
      }),
      { numRuns: 80 },
    )
  })
})

type Row = { readonly total: number | undefined; readonly cells: readonly (number | undefined)[] }

function visible(groups: readonly { key: string; count: number | undefined }[], key: string) {
  const count = groups.find((group) => group.key === key)?.count
  return count === 0 ? undefined : count
}

/** Every way to fill the gaps of all months that agrees with all that was published. */
function fillYear(rows: readonly Row[], columns: readonly (number | undefined)[]): number[][][] {
  const byRow = rows.map(({ total, cells }) =>
    // A month whose total is hidden is in no sum of the year.
    total === undefined ? [[0, 0, 0]] : fillRow(cells, total),
  )
  const all = byRow.reduce<number[][][]>(
    (ways, fillings) => ways.flatMap((way) => fillings.map((filling) => [...way, filling])),
    [[]],
  )
  return all.filter((way) =>
    columns.every((total, at) => {
      return total === undefined || way.reduce((sum, row) => sum + (row[at] ?? 0), 0) === total
    }),
  )
}

function fillRow(cells: readonly (number | undefined)[], total: number): number[][] {
  const [first, ...rest] = cells
  if (cells.length === 0) return total === 0 ? [[]] : []
  const values = first === undefined ? Array.from({ length: total + 1 }, (_, at) => at) : [first]
  return values
    .filter((value) => value <= total)
    .flatMap((value) => fillRow(rest, total - value).map((filled) => [value, ...filled]))
}
