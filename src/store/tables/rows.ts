import { TABLE_NAMES, type TableName, type TableRecords } from './records.ts'

/** A record with its place; `undefined` is "deleted". */
export interface Row {
  readonly table: TableName
  readonly key: string
  readonly value: unknown
}

/** A {@link Row} whose value is known by its table. */
export type KeptRow = {
  readonly [N in TableName]: {
    readonly table: N
    readonly key: string
    readonly value: TableRecords[N]
  }
}[TableName]

/** Whether `value` names a table. */
export function isTableName(value: unknown): value is TableName {
  return TABLE_NAMES.includes(value as TableName)
}

/** Reads a line of an export; `undefined` when it is none. */
export function parseRow(line: string): Row | undefined {
  try {
    const row: unknown = JSON.parse(line)
    if (typeof row !== 'object' || row === null) return undefined
    const { table, key, value } = row as Partial<Record<keyof Row, unknown>>
    const isRow = isTableName(table) && typeof key === 'string' && value !== undefined
    if (!isRow || value === null) return undefined
    const isOfTable = typeof value === (table === 'settings' ? 'string' : 'object')
    return isOfTable ? { table, key, value } : undefined
  } catch {
    return undefined
  }
}
