/**
 * The embedded store: everything in memory, every change in a journal on disk before anybody is
 * told that it is kept, and now and then a snapshot instead of a long journal.
 */
export { backupPath, deleteOldBackups } from './backups.ts'
export { type Disk, type DiskFile, nodeDisk } from './disk.ts'
export { findHolder as findStoreHolder, whileLocked } from './lock.ts'
export {
  backupStore,
  exportRows,
  importRows,
  restoreStore,
  rewriteRows,
} from './maintenance.ts'
export { createNightlyTidying } from './moved-aside.ts'
export { createNightlyBackup } from './nightly-backup.ts'
export { createNightlySnapshot } from './nightly-snapshot.ts'
export { type LowdbStore, openLowdbStore } from './open.ts'
export { readBackup, writeBackup } from './rows.ts'
export { verifyBackup, verifyStore } from './verify.ts'
