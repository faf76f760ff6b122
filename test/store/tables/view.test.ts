import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Table, TableView } from '../../../src/store/tables/index.ts'

interface Row {
  readonly group: string
  readonly score: number
}

const INDEX = { group: (row: Row) => row.group, score: (row: Row) => row.score }

const change = fc.record({
  key: fc.nat(30).map((key) => `k${key}`),
  row: fc.option(fc.record({ group: fc.constantFrom('a', 'b'), score: fc.nat(9) }), {
    nil: undefined,
  }),
})
const query = fc.record({
  group: fc.constantFrom('a', 'b'),
  from: fc.nat(5),
  before: fc.integer({ min: 3, max: 10 }),
  descending: fc.boolean(),
  limit: fc.integer({ min: 0, max: 12 }),
})

describe('TableView', () => {
  it('answers as the table would, had its changes been made there', () => {
    fc.assert(
      fc.property(fc.array(change), fc.array(change), query, (before, inside, asked) => {
        const table = new Table<Row>([INDEX])
        const changed = new Table<Row>([INDEX])
        for (const { key, row } of before) table.set(key, row)
        for (const { key, row } of [...before, ...inside]) changed.set(key, row)
        const view = new TableView(table)
        for (const { key, row } of inside) view.set(key, row)
        const expected = new TableView(changed)

        expect(view.keys(INDEX, asked)).toEqual(expected.keys(INDEX, asked))
        expect(view.list(INDEX, asked)).toEqual(expected.list(INDEX, asked))
        expect(view.count(INDEX, asked.group)).toBe(expected.count(INDEX, asked.group))
        expect(view.size).toBe(expected.size)

        view.settle()
        expect(new Map(table.entries())).toEqual(new Map(changed.entries()))
        expect(view.keys(INDEX, asked)).toEqual(expected.keys(INDEX, asked))
      }),
      { numRuns: 500 },
    )
  })

  it('makes an edit again from what is there when it is replayed', () => {
    const table = new Table<Row>([INDEX])
    const add = (old: Row | undefined): Row => ({ group: 'a', score: (old?.score ?? 0) + 1 })
    const view = new TableView(table)
    view.edit('k', add)
    view.edit('k', add)
    expect(view.get('k')).toEqual({ group: 'a', score: 2 })

    table.set('k', { group: 'a', score: 10 })
    const later = new TableView(table)
    view.replay('k', later)

    expect(later.get('k')).toEqual({ group: 'a', score: 12 })
  })

  it('forgets what was there before a put', () => {
    const table = new Table<Row>([INDEX])
    const view = new TableView(table)
    view.edit('k', (old) => old ?? { group: 'a', score: 1 })
    view.set('k', { group: 'b', score: 5 })
    view.edit('k', (old) => ({ group: 'b', score: (old?.score ?? 0) + 1 }))
    table.set('k', { group: 'a', score: 10 })
    const later = new TableView(table)
    view.replay('k', later)

    expect(later.get('k')).toEqual({ group: 'b', score: 6 })
  })
})
