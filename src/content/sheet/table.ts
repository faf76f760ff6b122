/** Largest spreadsheet that is read, in bytes. */
export const MAX_SHEET_BYTES = 4 * 1024 * 1024

/** More rows, columns or characters than these are no list of answers or partners. */
const MAX_ROWS = 2000
export const MAX_COLUMNS = 80
const MAX_CELL_LENGTH = 30_000

/** A row as the spreadsheet shows it. */
export interface SheetRow {
  /** Its number in the spreadsheet; the row of names is 1. */
  readonly number: number
  readonly cells: readonly string[]
}

/** A spreadsheet as text: nothing in it was computed. */
export interface SheetTable {
  /** The names of the columns. */
  readonly header: readonly string[]
  readonly rows: readonly SheetRow[]
  readonly faults: readonly SheetFault[]
}

/** What is wrong with a spreadsheet as a whole, a row of it, or a cell. */
export const SHEET_RULES = [
  'unreadable',
  'too-large',
  'no-rows',
  'quotes',
  'formula',
  'no-name',
  'bad-name',
  'twice',
  'unknown-column',
  'column-twice',
] as const

/** Something wrong in a spreadsheet: where, and what. */
export interface SheetFault {
  /** Left out where it is about the whole. */
  readonly row?: number
  readonly column?: string
  /** One of {@link SHEET_RULES}, or a rule of the checks. */
  readonly rule: string
  /** In English; what it quotes is quoted in any language. */
  readonly message: string
}

/** A spreadsheet that cannot be used at all. */
export function brokenTable(rule: (typeof SHEET_RULES)[number], message: string): SheetTable {
  return { header: [], rows: [], faults: [{ rule, message }] }
}

/** A table of the rows as they were read; empty ones are passed over, and too many are a fault. */
export function toTable(rows: readonly SheetRow[], faults: readonly SheetFault[] = []): SheetTable {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  const [head, ...rest] = filled
  if (head === undefined || rest.length === 0) {
    return brokenTable('no-rows', 'The spreadsheet has no rows below the names of its columns.')
  }
  const isWide = filled.some(({ cells }) => cells.length > MAX_COLUMNS)
  const isLong = filled.some(({ cells }) => cells.some(({ length }) => length > MAX_CELL_LENGTH))
  if (rest.length > MAX_ROWS || isWide || isLong) return brokenTable('too-large', TOO_LARGE)
  return { header: head.cells.map((cell) => cell.trim()), rows: rest, faults }
}

/** The message of what is too large. */
export const TOO_LARGE = `The spreadsheet is too large: at most ${MAX_SHEET_BYTES / 1024 / 1024} MB, ${MAX_ROWS} rows, ${MAX_COLUMNS} columns and ${MAX_CELL_LENGTH} characters a cell.`
