import { basename } from 'node:path'
import type { Clock, Job, Logger } from '../../ports/index.ts'
import { backupPath, deleteOldBackups } from './backups.ts'
import { nodeDisk } from './disk.ts'
import type { LowdbStore } from './open.ts'

/** What nightly backups work with. */
export interface NightlyBackupOptions {
  readonly store: Pick<LowdbStore, 'backup'>
  readonly dir: string
  /** How long a backup is kept. */
  readonly days: number
  readonly clock: Clock
  readonly logger: Logger
}

/** A backup every night, while turns go on; those that are too old make room for it. */
export function createNightlyBackup(options: NightlyBackupOptions): Job {
  const { store, dir, days, clock, logger } = options
  return {
    name: 'backup',
    at: 'every-night',
    async work() {
      const now = clock.now()
      const { folder, path } = backupPath(dir, now)
      await nodeDisk.makeFolder(folder)
      const before = await deleteOldBackups(nodeDisk, folder, { days, now })
      const bytes = await store.backup(path)
      // The newest of before stayed until there was a newer one.
      const after = await deleteOldBackups(nodeDisk, folder, { days, now })
      const deleted = [...before, ...after]
      logger.info('a backup was written', { backup: basename(path), bytes, deleted })
    },
  }
}
