import PgBoss from 'pg-boss'
import { TIME_ZONE } from '../../core/index.ts'
import { DalilError, flawOf } from '../../errors.ts'
import type { Claims, Job, Jobs, JobTime, Logger } from '../../ports/index.ts'
import { toStoreError } from './failures.ts'
import { CONNECTIONS, serverOf } from './pool.ts'

/** What jobs over PostgreSQL work with. */
export interface PostgresJobsOptions {
  readonly url: string
  /** Those of the store in the same database. */
  readonly claims: Claims
  readonly logger: Logger
  /** How often it is looked whether there is a job to do, in seconds. */
  readonly pollSeconds?: number
}

/** How a job of each time is planned, and how long it may take before it counts as crashed. */
const PLANS: Readonly<Record<JobTime, { readonly cron: string; readonly queue: QueuePlan }>> = {
  'every-minute': {
    cron: '* * * * *',
    queue: { expireInSeconds: 300, retryLimit: 0 },
  },
  'every-night': {
    cron: '0 3 * * *',
    queue: { expireInSeconds: 3 * 3600, retryLimit: 3, retryDelay: 60, retryBackoff: true },
  },
}

type QueuePlan = Pick<
  PgBoss.Queue,
  'expireInSeconds' | 'retryLimit' | 'retryDelay' | 'retryBackoff'
>

const POLL_SECONDS = 5

/**
 * Creates the jobs of all processes that share a database. pg-boss plans each once for all of them,
 * hands it to one, and to another when that one died; its tables lie in the schema `pgboss`.
 */
export function createPostgresJobs(options: PostgresJobsOptions): Jobs {
  const { url, claims, logger, pollSeconds = POLL_SECONDS } = options
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'dalil jobs',
    max: CONNECTIONS.jobs,
    deleteAfterDays: 1,
    cronWorkerIntervalSeconds: pollSeconds,
  })
  boss.on('error', (error) => {
    logger.warn('jobs cannot be looked for', { ...flawOf(error) })
  })
  const prepare = async (job: Job) => {
    const { cron, queue } = PLANS[job.at]
    const plan = { name: job.name, policy: 'stately', ...queue } as const
    await boss.createQueue(job.name, plan)
    await boss.updateQueue(job.name, plan)
    await boss.schedule(job.name, cron, {}, { tz: TIME_ZONE })
    await boss.work(job.name, { pollingIntervalSeconds: pollSeconds }, async () => {
      try {
        await job.work()
      } catch (error) {
        logger.error('a job broke; it is run again', { job: job.name, ...flawOf(error) })
        // pg-boss keeps what is thrown, message and all: of a library's, that may repeat a text.
        throw new DalilError('store:job_broke', `The job ${job.name} broke; the log says where.`)
      }
    })
  }
  return {
    async start(jobs) {
      // One after the other: making queues at the same time, two processes wait for each other.
      const begin = async () => {
        await boss.start()
        for (const job of jobs) await prepare(job)
        const names = jobs.map(({ name }) => name)
        for (const { name } of await boss.getSchedules()) {
          if (!names.includes(name)) await boss.unschedule(name)
        }
      }
      await claims.run('jobs', begin).catch((error: unknown) => {
        throw toStoreError(error, serverOf(url))
      })
    },
    stop: () => boss.stop(),
  }
}
