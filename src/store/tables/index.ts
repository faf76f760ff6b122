/**
 * Records in memory with ordered indexes, and transactions over them. What the memory store is, and
 * what the embedded store keeps on disk.
 */
export { Batch, hasChanges } from './batch.ts'
export { createDigester, type Digest, type Digester, digestOf, type TableDigest } from './digest.ts'
export { SortedKeys } from './sorted-keys.ts'
export { Table } from './table.ts'
export * from './tables.ts'
export { TableView } from './view.ts'
