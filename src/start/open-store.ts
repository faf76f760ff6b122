import type { Config } from '../config.ts'
import type { Clock, Job, Jobs, Logger, Store } from '../ports/index.ts'
import {
  createNightlyBackup,
  createNightlySnapshot,
  createNightlyTidying,
  openLowdbStore,
} from '../store/lowdb/index.ts'
import { createTimerJobs } from '../store/timer-jobs.ts'

/** The store of a run, with what does the work that nobody asks for. */
export interface OpenedStore {
  readonly store: Store
  readonly jobs: Jobs
  /** The jobs that the store itself needs. */
  readonly own: readonly Job[]
}

/** What a store is opened with. */
export interface OpenStoreOptions {
  readonly config: Pick<Config, 'databaseUrl' | 'dataDir' | 'backupDays'>
  readonly clock: Clock
  readonly logger: Logger
}

/** Opens PostgreSQL where `DATABASE_URL` is set, else the embedded store in the data folder. */
export async function openStore({ config, clock, logger }: OpenStoreOptions): Promise<OpenedStore> {
  const { databaseUrl: url, dataDir: dir, backupDays: days } = config
  if (url !== undefined) {
    const { createPostgresJobs, openPostgresStore } = await import('../store/postgres/index.ts')
    const store = await openPostgresStore({ url, logger })
    const jobs = createPostgresJobs({ url, claims: store.claims, logger })
    return { store, jobs, own: [] }
  }
  const store = await openLowdbStore({ dir, clock, logger })
  const jobs = createTimerJobs({ settings: store.settings, clock, logger })
  const tidying = createNightlyTidying({ dir, days, clock, logger })
  const backup = days === 0 ? [] : [createNightlyBackup({ store, dir, days, clock, logger })]
  return { store, jobs, own: [createNightlySnapshot(store), tidying, ...backup] }
}
