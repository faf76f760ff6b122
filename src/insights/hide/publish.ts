import { DalilError } from '../../errors.ts'
import { type Arc, hideSmall } from './network.ts'

/** A number as it may be shown; `undefined` is hidden. */
export type Shown = number | undefined

/** The same people or events, divided in several ways. All lines and tables have the same total. */
export interface Sheet {
  readonly lines: Readonly<Record<string, readonly number[]>>
  /** By two things at once: rows of equal length. */
  readonly tables: Readonly<Record<string, readonly (readonly number[])[]>>
}

/** A table as it may be shown. */
export interface ShownTable {
  readonly cells: readonly (readonly Shown[])[]
  readonly rowTotals: readonly Shown[]
  readonly columnTotals: readonly Shown[]
}

/** A {@link Sheet} as it may be shown. */
export interface ShownSheet {
  readonly total: Shown
  readonly lines: Readonly<Record<string, readonly Shown[]>>
  readonly tables: Readonly<Record<string, ShownTable>>
}

/**
 * Hides what is small, and what would give it away, looking at all lines and tables of the sheet
 * together: what one hides cannot be computed from another.
 *
 * @throws DalilError `insights:unequal` when two of them have different totals.
 */
export function publish(sheet: Sheet): ShownSheet {
  const draft = createDraft()
  const lines = Object.entries(sheet.lines).map(([name, values]) => {
    return [name, draft.line(values)] as const
  })
  const tables = Object.entries(sheet.tables).map(([name, rows]) => {
    return [name, draft.table(rows)] as const
  })
  const total = draft.close(totalOf(sheet))
  const hidden = hideSmall(draft.arcs)
  const shown = (at: number): Shown => (hidden.has(at) ? undefined : draft.arcs[at]?.value)
  return {
    total: shown(total),
    lines: Object.fromEntries(lines.map(([name, arcs]) => [name, arcs.map(shown)])),
    tables: Object.fromEntries(
      tables.map(([name, { cells, rowTotals, columnTotals }]) => [
        name,
        {
          cells: cells.map((row) => row.map(shown)),
          rowTotals: rowTotals.map(shown),
          columnTotals: columnTotals.map(shown),
        },
      ]),
    ),
  }
}

/** Lays lines and tables one behind the other: all of the total flows through each of them. */
function createDraft() {
  const arcs: Arc[] = []
  let last = 0
  let nodes = 1
  const newNode = () => nodes++
  const add = (arc: Arc) => arcs.push(arc) - 1
  return {
    arcs,
    line(values: readonly number[]) {
      const from = last
      last = newNode()
      return values.map((value) => add({ from, to: last, value }))
    },
    table(rows: readonly (readonly number[])[]) {
      const from = last
      const columns = (rows[0] ?? []).map(newNode)
      const rowNodes = rows.map(newNode)
      last = newNode()
      const sumOf = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)
      return {
        rowTotals: rows.map((row, at) => {
          return add({ from, to: rowNodes[at] ?? from, value: sumOf(row), sum: 'margin' })
        }),
        cells: rows.map((row, at) =>
          row.map((value, column) =>
            add({ from: rowNodes[at] ?? from, to: columns[column] ?? last, value }),
          ),
        ),
        columnTotals: columns.map((node, column) => {
          const value = sumOf(rows.map((row) => row[column] ?? 0))
          return add({ from: node, to: last, value, sum: 'margin' })
        }),
      }
    },
    close: (value: number) => add({ from: last, to: 0, value, sum: 'whole' }),
  }
}

function totalOf({ lines, tables }: Sheet): number {
  const all = [...Object.entries(lines), ...Object.entries(tables)]
  const totals = all.map(([name, values]) => {
    return [name, values.flat().reduce((sum, value) => sum + value, 0)] as const
  })
  const total = totals[0]?.[1] ?? 0
  const odd = totals.find(([, sum]) => sum !== total)
  if (odd === undefined) return total
  const message = `"${odd[0]}" has ${odd[1]} in all, others ${total}; count the rest as a group too.`
  throw new DalilError('insights:unequal', message)
}
