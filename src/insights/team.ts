import { ANSWER_TIMES } from '../core/index.ts'
import { publish, type Shown } from './hide/publish.ts'
import { type Group, groupsOf } from './questions.ts'
import type { Tally } from './tally.ts'

/** What reached the team, and what it did with it. */
export interface TeamFigures {
  readonly passedOn: Shown
  readonly answered: Shown
  readonly closed: Shown
  /** The answered ones by how soon, the quickest first. */
  readonly within: readonly Group[]
}

/** Counts the questions of the team. */
export function teamFigures(tally: Tally): TeamFigures {
  const counts = tally.by('staff-answered', 'within')
  const times = ANSWER_TIMES.map((time) => [time, counts.get(time) ?? 0] as const)
  const answered = publish({ lines: { within: times.map(([, count]) => count) }, tables: {} })
  const alone = (count: number) => publish({ lines: { all: [count] }, tables: {} }).total
  return {
    passedOn: alone(tally.count('passed-on')),
    answered: answered.total,
    closed: alone(tally.count('staff-closed')),
    within: groupsOf(times, answered.lines.within),
  }
}
