import type { Migration } from 'kysely'
import * as first from './0001-first.ts'
import * as questionGroups from './0002-question-groups.ts'
import * as secondReader from './0003-second-reader.ts'
import * as announcements from './0004-announcements.ts'
import * as referrals from './0005-referrals.ts'

/**
 * The migrations, by name in the order in which they run. One that was released never changes: what
 * is to be different is a further one.
 */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-first': first,
  '0002-question-groups': questionGroups,
  '0003-second-reader': secondReader,
  '0004-announcements': announcements,
  '0005-referrals': referrals,
}
