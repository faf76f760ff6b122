import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import { DalilError } from '../../errors.ts'
import type { KeptRow, Row, TableName, TableRecords } from '../tables/index.ts'
import type { Database, Db } from './database.ts'
import { CODECS } from './repositories/index.ts'
import type { Codec } from './rows.ts'

/** Rows that are read in one go. */
const BATCH_SIZE = 500

/** The rows of a table, within a transaction, never all of them in memory. */
export async function* readTable(db: Db, table: TableName): AsyncGenerator<KeptRow> {
  const source = table === 'figures' ? FIGURES : sql`select * from ${sql.table(table)}`
  await sql`declare rows_of no scroll cursor for ${source}`.execute(db)
  for (;;) {
    const { rows } = await sql`fetch ${sql.lit(BATCH_SIZE)} from rows_of`.execute(db)
    for (const row of rows) yield toKeptRow(table, row)
    if (rows.length < BATCH_SIZE) break
  }
  await sql`close rows_of`.execute(db)
}

/** A count lies in several rows. */
const FIGURES = sql`
  select day, event, facets, 0 as shard, sum(count)::bigint as count
  from figures group by day, event, facets`

/** Writes rows of one table. */
export async function writeBatch(db: Db, table: TableName, rows: readonly Row[]): Promise<void> {
  const written = rows.map((row) => toColumns(table, row))
  const columns = Object.keys(written[0] ?? {})
  const values = written.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`)
  const names = columns.map((column) => sql.ref(column))
  await sql`
    insert into ${sql.table(table)} (${sql.join(names)}) values ${sql.join(values)}`.execute(db)
}

function toColumns<N extends TableName>(table: N, row: Row): Readonly<Record<string, unknown>> {
  try {
    return { ...CODECS[table].toRow(row.value as TableRecords[N], row.key) }
  } catch (error) {
    throw new DalilError(
      'store:import_damaged',
      `The row ${row.key} of ${table} is none that "export" prints. Nothing was changed.`,
      { cause: error },
    )
  }
}

function toKeptRow<N extends TableName>(table: N, row: unknown): KeptRow {
  const codec: Codec<N> = CODECS[table]
  const read = row as Selectable<Database[N]>
  return { table, key: codec.keyOf(read), value: codec.fromRow(read) } as KeptRow
}
