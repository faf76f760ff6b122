import type { Job } from '../../ports/index.ts'
import type { LowdbStore } from './open.ts'

/**
 * A snapshot every night, however short the journal is: what was erased or has run out stands in the
 * journal, sealed, until a snapshot takes its place, which in a quiet place would be for months.
 */
export function createNightlySnapshot(store: Pick<LowdbStore, 'compact'>): Job {
  return { name: 'snapshot', at: 'every-night', work: () => store.compact() }
}
