import type { OverrideKind } from '../../ports/index.ts'
import { readEntryValue } from '../entry-value.ts'
import { readPartnerValue } from '../partner-value.ts'
import { breathe } from './breathe.ts'
import { type Column, ENTRY_COLUMNS, PARTNER_COLUMNS } from './columns.ts'

/**
 * Entries or partners as the rows of a spreadsheet, the names of the columns first. People who write
 * meanwhile are answered between two rows.
 */
export function toRows(
  kind: OverrideKind,
  current: ReadonlyMap<string, string>,
): Promise<readonly (readonly string[])[]> {
  return kind === 'entry'
    ? rowsOf(ENTRY_COLUMNS, current, readEntryValue)
    : rowsOf(PARTNER_COLUMNS, current, readPartnerValue)
}

async function rowsOf<V>(
  columns: readonly Column<V>[],
  current: ReadonlyMap<string, string>,
  toValue: (source: string) => V,
): Promise<readonly (readonly string[])[]> {
  const rows = [columns.map(({ name }) => name)]
  for (const source of current.values()) {
    await breathe()
    const value = toValue(source)
    rows.push(columns.map(({ read }) => read(value)))
  }
  return rows
}

/** Rows as an XLSX file: each cell is a text, whatever it begins with. */
export async function toXlsx(rows: readonly (readonly string[])[]): Promise<Uint8Array> {
  const { default: ExcelJS } = await import('exceljs')
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('Dalil', {
    views: [{ state: 'frozen', xSplit: 1, ySplit: 1 }],
  })
  for (const row of rows) sheet.addRow([...row])
  sheet.getRow(1).font = { bold: true }
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}
