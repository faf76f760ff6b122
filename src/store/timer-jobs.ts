import { dayOf } from '../core/index.ts'
import { flawOf } from '../errors.ts'
import type { Clock, Job, Jobs, Logger, SettingRepository } from '../ports/index.ts'

/** What timer jobs work with. */
export interface TimerJobsOptions {
  /** Where it is kept when a nightly job ran last. */
  readonly settings: SettingRepository
  readonly clock: Clock
  readonly logger: Logger
}

const MINUTE_MS = 60_000

/** A nightly job that broke is not begun again for so long: a disk that is full stays so a while. */
const REST_MS = 3_600_000

/** At three in the morning in Morocco the day of the jobs begins. */
const NIGHT_MS = 3 * 3_600_000

/**
 * Creates the jobs of a store that one process has for itself. A night in which nothing ran is made
 * up for at the next start.
 */
export function createTimerJobs({ settings, clock, logger }: TimerJobsOptions): Jobs {
  const running = new Set<Promise<void>>()
  const busy = new Set<string>()
  const rests = new Map<string, number>()
  let timer: NodeJS.Timeout | undefined

  const begin = (job: Job) => {
    if (busy.has(job.name) || clock.now() < (rests.get(job.name) ?? 0)) return
    busy.add(job.name)
    const work = runOne(job)
      .catch((error: unknown) => {
        if (job.at === 'every-night') rests.set(job.name, clock.now() + REST_MS)
        logger.error('a job broke; it is run again', { job: job.name, ...flawOf(error) })
      })
      .finally(() => {
        busy.delete(job.name)
        running.delete(work)
      })
    running.add(work)
  }
  const runOne = async ({ name, at, work }: Job) => {
    if (at === 'every-minute') return work()
    const key = `job:${name}`
    const night = dayOf(clock.now() - NIGHT_MS)
    const last = await settings.find(key)
    if (last === night) return
    // The first night is still to come.
    if (last !== undefined) await work()
    await settings.put(key, night)
  }
  return {
    async start(jobs) {
      const tick = () => jobs.forEach(begin)
      tick()
      timer = setInterval(tick, MINUTE_MS)
      timer.unref()
    },
    async stop() {
      clearInterval(timer)
      await Promise.all(running)
    },
  }
}
