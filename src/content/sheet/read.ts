import type { Cell } from 'exceljs'
import Papa from 'papaparse'
import {
  brokenTable,
  MAX_COLUMNS,
  MAX_SHEET_BYTES,
  type SheetFault,
  type SheetRow,
  type SheetTable,
  TOO_LARGE,
  toTable,
} from './table.ts'
import { lookIntoZip } from './zip-guard.ts'

const UNREADABLE = 'This is neither an XLSX file nor a CSV file in UTF-8.'

/** Parts of a spreadsheet that hold no text, and that a hostile one can make enormous. */
const IGNORED = [
  ...['dataValidations', 'mergeCells', 'conditionalFormatting', 'hyperlinks', 'drawing', 'picture'],
  ...['tableParts', 'extLst', 'autoFilter', 'rowBreaks', 'pageSetup', 'headerFooter', 'cols'],
]

/**
 * Reads a spreadsheet as text: the first sheet of an XLSX file, or a CSV file. Nothing is computed;
 * a cell that holds a formula is a fault. Never throws for what stands in a file.
 */
export async function readSheet(bytes: Uint8Array): Promise<SheetTable> {
  if (bytes.length > MAX_SHEET_BYTES) return brokenTable('too-large', TOO_LARGE)
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  return isZip ? readXlsx(Buffer.from(bytes)) : readCsv(bytes)
}

async function readXlsx(bytes: Buffer): Promise<SheetTable> {
  const found = lookIntoZip(bytes)
  if (found === 'broken') return brokenTable('unreadable', UNREADABLE)
  if (found === 'too-large') return brokenTable('too-large', TOO_LARGE)
  // Loaded where it is needed: it is large, and most runs read no spreadsheet.
  const { default: ExcelJS } = await import('exceljs')
  const workbook = new ExcelJS.Workbook()
  try {
    await workbook.xlsx.load(bytes as never, { ignoreNodes: IGNORED })
  } catch {
    return brokenTable('unreadable', UNREADABLE)
  }
  const [sheet] = workbook.worksheets
  if (sheet === undefined) return brokenTable('unreadable', UNREADABLE)
  const faults: SheetFault[] = []
  const rows: SheetRow[] = []
  let isWide = false
  sheet.eachRow((row, number) => {
    const cells: string[] = []
    row.eachCell((cell, column) => {
      if (column > MAX_COLUMNS) {
        isWide = true
        return
      }
      const isFormula = cell.type === ExcelJS.ValueType.Formula
      if (isFormula) faults.push(formulaAt(number, cell.address))
      cells[column - 1] = isFormula ? '' : textOf(cell)
    })
    rows.push({ number, cells: Array.from(cells, (cell) => cell ?? '') })
  })
  return isWide ? brokenTable('too-large', TOO_LARGE) : toTable(rows, faults)
}

function formulaAt(row: number, column: string): SheetFault {
  const message = `The cell "${column}" holds a formula; write its text instead.`
  return { row, column, rule: 'formula', message }
}

/** What a cell shows; dates as days. */
function textOf({ value, text }: Cell): string {
  return value instanceof Date ? value.toISOString().slice(0, 10) : text
}

function readCsv(bytes: Uint8Array): SheetTable {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return brokenTable('unreadable', UNREADABLE)
  }
  if (text.includes('\0')) return brokenTable('unreadable', UNREADABLE)
  const { data, errors } = Papa.parse<string[]>(text, { skipEmptyLines: false })
  const faults = errors
    .filter(({ type }) => type === 'Quotes')
    .map(({ row = 0 }): SheetFault => {
      const message = 'A quotation mark of this row is not closed, or something follows it.'
      return { row: row + 1, rule: 'quotes', message }
    })
  const rows = data.map((cells, at) => ({ number: at + 1, cells: cells.map(withoutEscape) }))
  return toTable(rows, faults)
}

/** The mark that keeps a spreadsheet from taking a text for a formula is not part of the text. */
function withoutEscape(cell: string): string {
  return /^'[=+\-@\t\r]/u.test(cell) ? cell.slice(1) : cell
}
