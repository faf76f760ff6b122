import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { publish, type Sheet } from '../../src/insights/hide/publish.ts'
import { attack, truth } from './attacker.ts'

const lineOf = (...values: number[]) => publish({ lines: { l: values }, tables: {} })

describe('publish', () => {
  it('shows what is large, and that nobody is there', () => {
    expect(lineOf(12, 0, 5)).toEqual({ total: 17, lines: { l: [12, 0, 5] }, tables: {} })
  })

  it('hides a group of 1 to 4 together with the smallest other, so that no total gives it away', () => {
    expect(lineOf(40, 9, 2)).toMatchObject({ total: 51, lines: { l: [40, undefined, undefined] } })
  })

  it('hides a second one also where two small ones together would be a small group', () => {
    expect(lineOf(40, 9, 1, 1).lines.l).toEqual([40, undefined, undefined, undefined])
  })

  it('hides the total when there is nothing else behind which a group could hide', () => {
    expect(lineOf(3)).toMatchObject({ total: undefined, lines: { l: [undefined] } })
    expect(lineOf(30, 0).total).toBe(30)
    expect(lineOf(1, 1, 1, 1, 1).total).toBeUndefined()
  })

  it('hides four corners of a table', () => {
    const { tables } = publish({
      lines: {},
      tables: {
        t: [
          [3, 20, 30],
          [20, 50, 60],
        ],
      },
    })

    expect(tables.t).toEqual({
      cells: [
        [undefined, undefined, 30],
        [undefined, undefined, 60],
      ],
      rowTotals: [53, 130],
      columnTotals: [23, 70, 90],
    })
  })

  it('hides a total everywhere when one of several lines needs it hidden', () => {
    const { total } = publish({ lines: { a: [6], b: [1, 1, 1, 1, 1, 1] }, tables: {} })

    expect(total).toBeUndefined()
  })

  it('refuses lines that do not divide the same people', () => {
    expect(() => publish({ lines: { a: [6, 2], b: [7] }, tables: {} })).toThrow(/"b" has 7/u)
  })

  it('leaves nobody a way to compute a hidden number or to tell that it is small', () => {
    fc.assert(
      fc.property(sheets(), (sheet) => {
        const shown = publish(sheet)
        const real = truth(sheet)
        const { possible } = attack(shown)

        for (const [place, values] of possible) {
          expect(values, place).toContain(real.get(place))
          expect(values.size, place).toBeGreaterThan(1)
          expect(Math.max(...values), place).toBeGreaterThanOrEqual(5)
        }
        for (const [place, value] of real) {
          if (value > 0 && value < 5) expect(possible.has(place), place).toBe(true)
        }
      }),
      { numRuns: 40 },
    )
  })
})

/** A line of four and a table of two rows and two columns that divide the same people. */
function sheets(): fc.Arbitrary<Sheet> {
  const cell = fc.oneof(fc.nat(3), fc.nat(8))
  const table = fc.tuple(fc.tuple(cell, cell), fc.tuple(cell, cell))
  return fc.tuple(table, fc.nat(100), fc.nat(100)).map(([t, a, b]) => {
    const total = t.flat().reduce((all, value) => all + value, 0)
    const first = Math.floor((total * a) / 100)
    const second = Math.floor(((total - first) * b) / 100)
    return { lines: { l: [first, second, total - first - second] }, tables: { t } }
  })
}
