import type { OverrideKind } from '../../ports/index.ts'
import { readEntryValue, writeEntryValue } from '../entry-value.ts'
import type { Inspection } from '../inspect.ts'
import { readPartnerValue, writePartnerValue } from '../partner-value.ts'
import { breathe } from './breathe.ts'
import { type Column, columnOf, ENTRY_COLUMNS, PARTNER_COLUMNS } from './columns.ts'
import type { SheetFault, SheetRow, SheetTable } from './table.ts'

/** One entry or partner as a row of a spreadsheet makes it. */
export interface SheetDocument {
  readonly row: number
  readonly target: string
  /** YAML in the shape and the style of the files. */
  readonly source: string
}

/** What a spreadsheet would change. */
export interface SheetImport {
  readonly kind: OverrideKind
  /** Rows without a mistake that change something. */
  readonly documents: readonly SheetDocument[]
  /** Rows that say what is in use already. */
  readonly unchanged: number
  /** All mistakes, by row and column. */
  readonly faults: readonly SheetFault[]
}

/** What a spreadsheet is held against. */
export interface SheetWorld {
  /** The YAML that is in use, by name. */
  readonly current: ReadonlyMap<string, string>
  /** What the checks say about each of these, with all of them in their places. */
  readonly inspect: (documents: readonly SheetDocument[]) => Promise<readonly Inspection<unknown>[]>
}

/** Whether a spreadsheet is one of answers or of partners; `undefined` where it is neither. */
export function kindOf({ header }: SheetTable): OverrideKind | undefined {
  if (header.includes('entry')) return 'entry'
  return header.includes('partner') ? 'partner' : undefined
}

/**
 * Reads a spreadsheet of entries or partners. A row changes the columns that the spreadsheet has and
 * leaves the rest of what it names as it is; a name that is not in use begins a new one. People who
 * write meanwhile are answered between two rows.
 */
export async function importSheet(
  table: SheetTable,
  kind: OverrideKind,
  world: SheetWorld,
): Promise<SheetImport> {
  return kind === 'entry'
    ? importRows(table, kind, world, {
        columns: ENTRY_COLUMNS,
        read: readEntryValue,
        write: writeEntryValue,
      })
    : importRows(table, kind, world, {
        columns: PARTNER_COLUMNS,
        read: readPartnerValue,
        write: writePartnerValue,
      })
}

interface Shape<V> {
  readonly columns: readonly Column<V>[]
  readonly read: (source: string) => V
  readonly write: (value: V, base?: string) => string
}

async function importRows<V>(
  table: SheetTable,
  kind: OverrideKind,
  world: SheetWorld,
  shape: Shape<V>,
): Promise<SheetImport> {
  const { columns } = shape
  const [first] = columns
  const nameAt = table.header.indexOf(first?.name ?? '')
  const faults = [...table.faults, ...headerFaults(table.header, columns)]
  const seen = new Map<string, number>()
  const made: SheetDocument[] = []
  for (const row of table.rows) {
    await breathe()
    const target = (row.cells[nameAt] ?? '').trim()
    const fault = nameFault(target, row.number, first?.name ?? '', seen)
    if (fault !== undefined) {
      faults.push(fault)
      continue
    }
    const base = world.current.get(target)
    const source = shape.write(fill(row, table.header, columns, shape.read(base ?? '{}')), base)
    made.push({ row: row.number, target, source })
  }
  const changed = made.filter(({ target, source }) => world.current.get(target) !== source)
  const inspections = await world.inspect(changed)
  const bad = new Set(faults.map(({ row }) => row))
  for (const [at, { row }] of changed.entries()) {
    for (const { severity, path, rule, message } of inspections[at]?.notes ?? []) {
      if (severity !== 'error') continue
      faults.push({ row, column: columnOf(columns, path), rule, message })
      bad.add(row)
    }
  }
  const documents = changed.filter(({ row }) => !bad.has(row))
  const inOrder = faults.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0))
  return { kind, documents, unchanged: made.length - changed.length, faults: inOrder }
}

function headerFaults<V>(
  header: readonly string[],
  columns: readonly Column<V>[],
): readonly SheetFault[] {
  return header.flatMap((column, at): readonly SheetFault[] => {
    if (column === '') return []
    if (header.indexOf(column) !== at) {
      const message = `There are two columns "${column}".`
      return [{ row: 1, column, rule: 'column-twice', message }]
    }
    if (columns.some(({ name }) => name === column)) return []
    return [{ row: 1, column, rule: 'unknown-column', message: `There is no column "${column}".` }]
  })
}

/** As files are named. */
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/u

function nameFault(
  target: string,
  row: number,
  column: string,
  seen: Map<string, number>,
): SheetFault | undefined {
  if (target === '') return { row, column, rule: 'no-name', message: 'This row has no name.' }
  if (!NAME.test(target)) {
    const message = `The name "${target}" must be lower-case-with-hyphens.`
    return { row, column, rule: 'bad-name', message }
  }
  const before = seen.get(target)
  seen.set(target, row)
  if (before === undefined) return undefined
  return { row, column, rule: 'twice', message: `Row ${before} is about "${target}" too.` }
}

function fill<V>(
  { cells }: SheetRow,
  header: readonly string[],
  columns: readonly Column<V>[],
  value: V,
): V {
  return columns.reduce((made, { name, write }) => {
    const at = header.indexOf(name)
    return at === -1 ? made : write(made, (cells[at] ?? '').replace(/\r\n?/gu, '\n').trim())
  }, value)
}
