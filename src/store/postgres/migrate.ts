import { Migrator } from 'kysely'
import { DalilError, messageOf } from '../../errors.ts'
import type { Logger } from '../../ports/index.ts'
import type { Db } from './database.ts'
import { MIGRATIONS } from './migrations/index.ts'

/**
 * Brings the tables of a database to what this Dalil knows, all migrations that are missing or none.
 * Several processes that start at once wait for each other (an advisory lock).
 *
 * @throws DalilError `store:newer_format` when a newer Dalil was here.
 */
export async function migrate(db: Db, logger: Logger): Promise<void> {
  const migrator = new Migrator({
    db: db.withoutPlugins(),
    provider: { getMigrations: async () => ({ ...MIGRATIONS }) },
    migrationTableName: 'dalil_migrations',
    migrationLockTableName: 'dalil_migrations_lock',
  })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (messageOf(error).includes('previously executed migration')) {
    throw new DalilError(
      'store:newer_format',
      'The database was changed by a newer Dalil. Run the newer version, or bring back a backup.',
      { cause: error },
    )
  }
  if (error !== undefined) throw error
  const names = results.map(({ migrationName }) => migrationName)
  if (names.length > 0) logger.info('the database was brought up to date', { migrations: names })
}
