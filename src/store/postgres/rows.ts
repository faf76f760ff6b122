import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { TableName, TableRecords } from '../tables/index.ts'
import type { Database, NewRow } from './database.ts'

/** How the records of a table become rows and come back. */
export interface Codec<N extends TableName> {
  readonly toRow: (record: TableRecords[N], key: string) => NewRow<N>
  readonly fromRow: (row: Selectable<Database[N]>) => TableRecords[N]
  /** The key under which other stores have the record of a row. */
  readonly keyOf: (row: Selectable<Database[N]>) => string
}

/** The parts of a record as they are read: one that was left out is `null`. */
type Read<R> = { readonly [K in keyof R]-?: R[K] | null }

/** A record as it was put: a part that is `null` was left out. */
export function toRecord<R>(row: Read<R>): R {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as R
}

/** The row that could not be inserted because its key is there, as an update of that one. */
export function excluded<R extends object>(row: R): { [K in keyof R]: RawBuilder<R[K]> } {
  const entries = Object.keys(row).map((column) => [column, sql.ref(`excluded.${column}`)])
  return Object.fromEntries(entries)
}

/** JSON for a part that may be left out. */
export function toJson(part: object | undefined): string | null {
  return part === undefined ? null : JSON.stringify(part)
}
