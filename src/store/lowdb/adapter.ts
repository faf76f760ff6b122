import type { Adapter } from 'lowdb'
import { Batch, type Row, type Tables, type Views } from '../tables/index.ts'
import { encodeRecords } from './framing.ts'
import type { Journal } from './journal.ts'
import { rowsPayload } from './records.ts'

/** What lowdb holds for us: all tables, and the transactions that are not in them yet. */
export interface StoreData {
  readonly tables: Tables
  staged: readonly Views[]
}

/** What the adapter stands on. */
export interface JournalAdapterOptions {
  readonly tables: Tables
  readonly journal: Journal
  /** Called with what was written, once it is on disk and in the tables. */
  readonly onWritten: (rows: readonly Row[]) => void
}

/**
 * A lowdb adapter whose `write` appends what changed since the last one to a journal, where lowdb's
 * own adapters write the whole file again. Tables change only after the disk has confirmed: what a
 * read sees is never lost.
 */
export function createJournalAdapter({
  tables,
  journal,
  onWritten,
}: JournalAdapterOptions): Adapter<StoreData> {
  return {
    read: async () => ({ tables, staged: [] }),
    async write(data) {
      const batch = new Batch(data.tables)
      const payloads: string[] = []
      const written: Row[] = []
      for (const transaction of data.staged) {
        const rows = batch.add(transaction)
        if (rows.length === 0) continue
        payloads.push(rowsPayload(rows))
        for (const row of rows) written.push(row)
      }
      if (payloads.length > 0) await journal.append(encodeRecords(payloads))
      batch.settle()
      data.staged = []
      onWritten(written)
    },
  }
}
