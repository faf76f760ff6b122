import type { ColumnType, InsertType, Kysely } from 'kysely'
import type { Figure } from '../../ports/index.ts'
import type { TableName, TableRecords } from '../tables/index.ts'

/**
 * The tables as SQL has them: a column for each part of a record, `NULL` where it is left out, and
 * JSON for what is nested. Columns are named as the parts are, with underscores.
 */
export interface Database extends Schema {
  readonly claims: { readonly key: string; readonly holder: string; readonly until: Date }
}

type Schema = { readonly [N in TableName]: N extends keyof Shaped ? Shaped[N] : OwnColumns<N> }

/** The tables whose columns are not simply the parts of their records. */
interface Shaped {
  readonly deliveries: { readonly id: string; readonly at: number }
  readonly settings: { readonly name: string; readonly value: string }
  /** `facets` is sorted JSON as text, part of the key. A count lies in shards that are added up. */
  readonly figures: Omit<Columns<Figure>, 'facets'> & {
    readonly facets: string
    readonly shard: number
  }
  /** What a change is about is looked up, and stands beside it. */
  readonly overrides: OwnColumns<'overrides'> & { readonly kind: string; readonly target: string }
}

type OwnColumns<N extends TableName> = Columns<TableRecords[N]>

/** The columns of a record. */
export type Columns<R> = {
  readonly [K in keyof R]-?: undefined extends R[K]
    ? OptionalCell<Exclude<R[K], undefined>>
    : Cell<R[K]>
}

type Plain = string | number | boolean
type Cell<T> = [T] extends [Plain] ? T : ColumnType<T, string, string>
type OptionalCell<T> = [T] extends [Plain]
  ? T | null
  : ColumnType<T | null, string | null, string | null>

/** A row to be written: all columns of it, so that what a record leaves out is emptied. */
export type NewRow<N extends keyof Database> = {
  readonly [K in keyof Database[N]]: InsertType<Database[N][K]>
}

/** The database, or a transaction of it. */
export type Db = Kysely<Database>
