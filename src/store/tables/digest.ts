import { createHash } from 'node:crypto'
import { TABLE_NAMES, type TableName } from './records.ts'
import type { Row } from './rows.ts'

/** How many rows of a table there are, and a hash of all that they say. */
export interface TableDigest {
  readonly rows: number
  readonly hash: string
}

/** The digests of all tables: the same wherever the same rows lie, in whatever order. */
export type Digest = Readonly<Record<TableName, TableDigest>>

const BITS = 256n

/** Reads rows to the last and says what they are. */
export async function digestOf(rows: AsyncIterable<Row>): Promise<Digest> {
  const digester = createDigester()
  for await (const row of rows) digester.add(row)
  return digester.digest()
}

/** Takes rows one by one. */
export interface Digester {
  add(row: Row): void
  digest(): Digest
}

/** Creates a digester that has seen nothing. */
export function createDigester(): Digester {
  const sums = new Map<TableName, { rows: number; sum: bigint }>(
    TABLE_NAMES.map((name) => [name, { rows: 0, sum: 0n }]),
  )
  return {
    add(row) {
      const table = sums.get(row.table)
      if (table === undefined) return
      table.rows += 1
      // A sum, so that the order does not count; a row that is there twice does.
      table.sum = BigInt.asUintN(Number(BITS), table.sum + hashOf(row))
    },
    digest() {
      const entries = [...sums].map(([name, { rows, sum }]) => [
        name,
        { rows, hash: sum.toString(16).padStart(Number(BITS) / 4, '0') },
      ])
      return Object.fromEntries(entries)
    },
  }
}

function hashOf({ table, key, value }: Row): bigint {
  const text = JSON.stringify([table, key, sorted(value)])
  return BigInt(`0x${createHash('sha256').update(text).digest('hex')}`)
}

/** The parts of a record in one order: stores may hand them out in different ones. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const parts = Object.entries(value).filter(([, part]) => part !== undefined)
  return Object.fromEntries(
    parts.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, part]) => [name, sorted(part)]),
  )
}
