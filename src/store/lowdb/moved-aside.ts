import { join } from 'node:path'
import type { Clock, Job, Logger } from '../../ports/index.ts'
import { nodeDisk } from './disk.ts'

const STAMP = /\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z/u
const NAME = new RegExp(
  `^(?:journal\\.torn-|(?:journal|snapshot)-\\d{8}\\.log\\.before-restore-)${STAMP.source}`,
  'u',
)
const DAY_MS = 86_400_000

/** The end of the name of what is moved aside at `now`. */
export function stampOf(now: number): string {
  return new Date(now).toISOString().replaceAll(/[:.]/gu, '-')
}

/** What deleting works with. */
export interface TidyingOptions {
  readonly dir: string
  /** How long backups are kept. */
  readonly days: number
  readonly clock: Clock
  readonly logger: Logger
}

/**
 * Deletes every night what repairs, restores and exchanged keys have moved aside, once it is as old
 * as a backup may be and a day at least: people who were erased since still stand in it, sealed.
 */
export function createNightlyTidying({ dir, days, clock, logger }: TidyingOptions): Job {
  return {
    name: 'tidying',
    at: 'every-night',
    async work() {
      const oldest = clock.now() - Math.max(1, days) * DAY_MS
      const names = await nodeDisk.list(dir)
      const deleted = names.filter((name) => NAME.test(name) && timeOf(name) < oldest)
      for (const name of deleted) await nodeDisk.delete(join(dir, name))
      if (deleted.length > 0) logger.info('files that were moved aside were deleted', { deleted })
    },
  }
}

function timeOf(name: string): number {
  const [day = '', clock = ''] = (STAMP.exec(name)?.[0] ?? '').split('T')
  const [hours, minutes, seconds, ms] = clock.split('-')
  return Date.parse(`${day}T${hours}:${minutes}:${seconds}.${ms}`)
}
