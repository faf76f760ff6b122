import type { Sheet, Shown, ShownSheet, ShownTable } from '../../src/insights/hide/publish.ts'

/**
 * Somebody who has what is shown, knows the rule, and tries out every way to fill the gaps. Knows
 * nothing of how the gaps were chosen: the check of the hiding is not made of the hiding's own code.
 */
export interface Guesses {
  /** Each hidden number by its place, and every value that it may have. */
  readonly possible: ReadonlyMap<string, ReadonlySet<number>>
}

/** No gap of a line, or of a table, needs to be tried with more than this. */
const MOST_OF_LINE = 36
const MOST_OF_CELL = 12

/** Tries everything on a sheet with one line `l` and one table `t`. */
export function attack(shown: ShownSheet): Guesses {
  const line = shown.lines.l ?? []
  const table = shown.tables.t ?? { cells: [], rowTotals: [], columnTotals: [] }
  const byLine = fillings(line, MOST_OF_LINE).map((values) => ({ total: sum(values), values }))
  const byTable = tableFillings(table).map((rows) => ({ total: sum(rows.flat()), rows }))
  const totals = new Set(byLine.map(({ total }) => total))
  const common = new Set(
    byTable
      .map(({ total }) => total)
      .filter((total) => totals.has(total) && (shown.total === undefined || total === shown.total)),
  )
  const possible = new Map<string, Set<number>>()
  const note = (place: string, isShown: boolean, value: number) => {
    if (isShown) return
    const known = possible.get(place)
    if (known === undefined) possible.set(place, new Set([value]))
    else known.add(value)
  }
  for (const { total, values } of byLine.filter(({ total }) => common.has(total))) {
    note('total', shown.total !== undefined, total)
    for (const [at, value] of values.entries()) note(`l${at}`, line[at] !== undefined, value)
  }
  for (const { rows } of byTable.filter(({ total }) => common.has(total))) {
    for (const [r, row] of rows.entries()) {
      note(`r${r}`, table.rowTotals[r] !== undefined, sum(row))
      for (const [c, value] of row.entries()) {
        note(`t${r}${c}`, table.cells[r]?.[c] !== undefined, value)
      }
    }
    for (const c of (rows[0] ?? []).keys()) {
      const value = sum(rows.map((row) => row[c] ?? 0))
      note(`c${c}`, table.columnTotals[c] !== undefined, value)
    }
  }
  return { possible }
}

/** What the hidden numbers really are, by the same places. */
export function truth(sheet: Sheet): ReadonlyMap<string, number> {
  const line = sheet.lines.l ?? []
  const rows = sheet.tables.t ?? []
  const places: [string, number][] = [['total', sum(line)]]
  for (const [at, value] of line.entries()) places.push([`l${at}`, value])
  for (const [r, row] of rows.entries()) {
    places.push([`r${r}`, sum(row)])
    for (const [c, value] of row.entries()) places.push([`t${r}${c}`, value])
  }
  for (const c of (rows[0] ?? []).keys())
    places.push([`c${c}`, sum(rows.map((row) => row[c] ?? 0))])
  return new Map(places)
}

/** Every way to fill the gaps of a row; what is hidden is at least 1, for 0 would be shown. */
function fillings(cells: readonly Shown[], most: number): number[][] {
  return cells.reduce<number[][]>(
    (ways, cell) => ways.flatMap((way) => choices(cell, most).map((value) => [...way, value])),
    [[]],
  )
}

function choices(cell: Shown, most: number): number[] {
  return cell === undefined ? Array.from({ length: most }, (_, at) => at + 1) : [cell]
}

function tableFillings({ cells, rowTotals, columnTotals }: ShownTable): number[][][] {
  const byRow = cells.map((row, r) =>
    fillings(row, MOST_OF_CELL).filter(
      (way) => rowTotals[r] === undefined || sum(way) === rowTotals[r],
    ),
  )
  const all = byRow.reduce<number[][][]>(
    (ways, rows) => ways.flatMap((way) => rows.map((row) => [...way, row])),
    [[]],
  )
  return all.filter((rows) =>
    columnTotals.every((total, c) => {
      return total === undefined || sum(rows.map((row) => row[c] ?? 0)) === total
    }),
  )
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0)
}
