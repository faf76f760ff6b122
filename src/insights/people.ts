import { publishParts } from './hide/parts.ts'
import type { Shown } from './hide/publish.ts'
import { type Group, groupsOf } from './questions.ts'
import { largestFirst, type Tally } from './tally.ts'

/**
 * People who were informed. Each counts once a year, and once a year for each subject: that is noted
 * in their own conversation, so nobody has to be known for it.
 */
export interface PeopleFigures {
  readonly total: Shown
  /** A person may be in several. */
  readonly topics: readonly Group[]
}

/** Counts the people who were informed. */
export function peopleFigures(tally: Tally): PeopleFigures {
  const topics = largestFirst(tally.by('informed-about', 'topic'))
  const counts = topics.map(([, count]) => count)
  // Under one subject, those informed about it are all that are looked at.
  const total = tally.knows('informed')
    ? tally.count('informed')
    : counts.reduce((sum, count) => sum + count, 0)
  const shown = publishParts(total, counts)
  return { total: shown.whole, topics: groupsOf(topics, shown.parts) }
}
