import type { FigureEvent } from '../core/index.ts'
import { publishSteps } from './hide/parts.ts'
import { publish, type Shown } from './hide/publish.ts'
import { type Group, groupsOf } from './questions.ts'
import { largestFirst, type Tally } from './tally.ts'

/** How people were led to partners, and what became of it. */
export interface PartnerFigures {
  /** How often a partner was named. */
  readonly named: Shown
  readonly needs: readonly Group[]
  readonly partners: readonly Group[]
  /** Slips made; of them, what the partners and the people themselves said. */
  readonly referrals: {
    readonly made: Shown
    readonly came: Shown
    readonly notHelped: Shown
    readonly reached: Shown
  }
}

const REFERRALS = [
  'referral-made',
  'referral-came',
  'referral-not-helped',
  'reached',
] as const satisfies readonly FigureEvent[]

/** Counts the partners. */
export function partnerFigures(tally: Tally): PartnerFigures {
  const needs = largestFirst(tally.by('routed', 'need'))
  const partners = largestFirst(tally.by('routed', 'partner'))
  const counts = (groups: readonly (readonly [string, number])[]) => groups.map(([, one]) => one)
  const shown = publish({ lines: { needs: counts(needs), partners: counts(partners) }, tables: {} })
  const [made, came, notHelped, reached] = publishSteps(
    REFERRALS.map((event) => tally.count(event)),
  )
  return {
    named: shown.total,
    needs: groupsOf(needs, shown.lines.needs),
    partners: groupsOf(partners, shown.lines.partners),
    referrals: { made, came, notHelped, reached },
  }
}
