import { isTableName, type Row } from '../tables/index.ts'

/** The format of journals and snapshots; a newer one is refused, not guessed at. */
export const FORMAT = 1

/** What a record of a file says. */
export type FileRecord =
  | { readonly type: 'header'; readonly format: number }
  | { readonly type: 'rows'; readonly rows: readonly Row[] }
  /** The last record of a snapshot: how many rows it has. */
  | { readonly type: 'end'; readonly rows: number }

/** The first record of a file. */
export function headerPayload(kind: 'journal' | 'snapshot'): string {
  return JSON.stringify({ dalil: kind, format: FORMAT })
}

/** Rows as a record: one transaction in a journal, one slice in a snapshot. */
export function rowsPayload(rows: readonly Row[]): string {
  return JSON.stringify(rows.map(({ table, key, value }) => [table, key, value ?? null]))
}

/** The last record of a snapshot. */
export function endPayload(rows: number): string {
  return JSON.stringify({ end: rows })
}

/** Reads a payload whose checksum held; `undefined` when it is no record of ours. */
export function parsePayload(payload: string): FileRecord | undefined {
  const value: unknown = JSON.parse(payload)
  if (Array.isArray(value)) return toRows(value)
  if (typeof value !== 'object' || value === null) return undefined
  if ('format' in value && typeof value.format === 'number') {
    return { type: 'header', format: value.format }
  }
  if ('end' in value && typeof value.end === 'number') return { type: 'end', rows: value.end }
  return undefined
}

function toRows(values: readonly unknown[]): FileRecord | undefined {
  const rows: Row[] = []
  for (const row of values) {
    if (!Array.isArray(row)) return undefined
    const [table, key, value]: unknown[] = row
    if (!isTableName(table) || typeof key !== 'string') return undefined
    rows.push({ table, key, value: value ?? undefined })
  }
  return { type: 'rows', rows }
}
