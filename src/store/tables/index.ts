/**
 * Records in memory with ordered indexes, and transactions over them. What the memory store is, and
 * what the embedded store keeps on disk.
 */
export { Batch, hasChanges } from './batch.ts'
export { createDigester, type Digest, digestOf } from './digest.ts'
export { ALL, dayNumber, INDEXES, targetOf } from './indexes.ts'
export { TABLE_NAMES, type TableName, type TableRecords } from './records.ts'
export { isTableName, type KeptRow, parseRow, type Row } from './rows.ts'
export { SortedKeys } from './sorted-keys.ts'
export { Table } from './table.ts'
export { createTables, createViews, putRow, type Tables, type Views } from './tables.ts'
export { TableView } from './view.ts'
