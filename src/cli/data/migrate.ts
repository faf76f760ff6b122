import type { Config } from '../../config.ts'
import { DalilError } from '../../errors.ts'
import { silentLogger } from '../../ports/index.ts'
import { exportRows, importRows, nodeDisk, whileLocked } from '../../store/lowdb/index.ts'
import { openPostgresData } from '../../store/postgres/index.ts'
import {
  createDigester,
  type Digest,
  digestOf,
  type Row,
  TABLE_NAMES,
} from '../../store/tables/index.ts'

/** What was moved where. */
export interface Migration {
  readonly from: string
  readonly to: string
  readonly digest: Digest
}

/** What moving works with. */
export interface MigrateOptions {
  readonly config: Pick<Config, 'databaseUrl' | 'dataDir'>
  /** Takes the place of what a database holds already. */
  readonly replace: boolean
}

/**
 * Moves all that is kept from the data folder into the database, where all of it arrives or nothing.
 * The folder stays as it was.
 *
 * @throws DalilError `store:locked` while Dalil runs on either, `store:not_empty`,
 * `store:not_the_same` when what arrived is not what left.
 */
export async function migrateToPostgres(options: MigrateOptions): Promise<Migration> {
  const { dataDir: dir } = options.config
  const data = await openPostgresData(getUrl(options.config), silentLogger)
  let digest: Digest | undefined
  await whileLocked(nodeDisk, dir, async () => {
    const leaving = createDigester()
    await data.replace(counted(exportRows(nodeDisk, dir), leaving.add), {
      before(rows) {
        if (rows === 0 || options.replace) return
        throw new DalilError(
          'store:not_empty',
          `${data.name} holds ${rows} rows already. Nothing was changed. Add --replace to put the ` +
            'data folder in their place.',
        )
      },
      after(arrived) {
        digest = leaving.digest()
        checkSame(digest, arrived, data.name)
      },
    })
  })
  return { from: dir, to: data.name, digest: digest ?? createDigester().digest() }
}

/**
 * Moves all that is kept from the database into the data folder; what that held stays beside it, as
 * after a restore. The database stays as it was. Same errors as {@link migrateToPostgres}.
 */
export async function migrateToLowdb(options: MigrateOptions): Promise<Migration> {
  const { dataDir: dir } = options.config
  const data = await openPostgresData(getUrl(options.config), silentLogger)
  await data.refuseInUse()
  const leaving = createDigester()
  const rows = counted(data.rows(), leaving.add)
  await importRows(nodeDisk, dir, { rows, now: Date.now() })
  const digest = leaving.digest()
  checkSame(digest, await digestOf(exportRows(nodeDisk, dir)), dir)
  return { from: data.name, to: dir, digest }
}

function getUrl({ databaseUrl }: MigrateOptions['config']): string {
  if (databaseUrl !== undefined) return databaseUrl
  const message = 'Set DATABASE_URL to the database that data are to move to or from.'
  throw new DalilError('config:invalid', message)
}

async function* counted<R extends Row>(
  rows: AsyncIterable<R>,
  count: (row: R) => void,
): AsyncGenerator<R> {
  for await (const row of rows) {
    count(row)
    yield row
  }
}

function checkSame(left: Digest, arrived: Digest, to: string): void {
  const different = TABLE_NAMES.filter(
    (name) => left[name].rows !== arrived[name].rows || left[name].hash !== arrived[name].hash,
  )
  if (different.length === 0) return
  const tables = different.map((name) => `${name} (${left[name].rows} → ${arrived[name].rows})`)
  throw new DalilError(
    'store:not_the_same',
    `What arrived in ${to} is not what left: ${tables.join(', ')}. Go on with the store of before, ` +
      'which was not changed.',
  )
}
