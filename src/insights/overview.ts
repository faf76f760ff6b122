import type { Figure } from '../ports/index.ts'
import type { Period } from './buckets.ts'
import { type CampaignFigures, campaignFigures } from './campaigns.ts'
import { type FlowFigures, type FlowOrder, flowFigures } from './flows.ts'
import { publish } from './hide/publish.ts'
import { type PartnerFigures, partnerFigures } from './partners.ts'
import { type PeopleFigures, peopleFigures } from './people.ts'
import { type Group, groupsOf, type QuestionFigures, questionFigures } from './questions.ts'
import { createTally, largestFirst, type Selection, type Tally } from './tally.ts'
import { type TeamFigures, teamFigures } from './team.ts'

/** All figures of a period. What a selection cannot be applied to is left out. */
export interface Overview {
  readonly period: Period
  readonly questions: QuestionFigures
  readonly people: PeopleFigures
  readonly entries?: readonly Group[]
  readonly team?: TeamFigures
  readonly flows: readonly FlowFigures[]
  readonly partners?: PartnerFigures
  readonly campaigns?: readonly CampaignFigures[]
}

/** What an overview is made of. */
export interface OverviewOptions {
  readonly figures: readonly Figure[]
  readonly period: Period
  readonly selection?: Selection
  readonly flows: FlowOrder
  /** Codes of the campaigns to look at. */
  readonly campaigns: readonly string[]
}

/** More entries than these nobody reads. */
const MOST_ENTRIES = 20

/**
 * Counts a period. Within one overview nothing hidden can be computed from the rest. Whoever asks
 * for many periods and selections and compares them learns more: overviews are for the staff, what
 * everybody may see is the {@link Observatory}.
 */
export function overviewOf(options: OverviewOptions): Overview {
  const { figures, period, selection = {} } = options
  const tally = createTally(figures, selection)
  return {
    period,
    questions: questionFigures(tally, period),
    people: peopleFigures(tally),
    flows: flowFigures(tally, options.flows),
    ...(tally.knows('entry-answered') ? { entries: entryFigures(tally) } : {}),
    ...(tally.knows('staff-answered') ? { team: teamFigures(tally) } : {}),
    ...(tally.knows('routed') ? { partners: partnerFigures(tally) } : {}),
    ...(tally.knows('campaign-step')
      ? { campaigns: options.campaigns.map((code) => campaignFigures(tally, code)) }
      : {}),
  }
}

function entryFigures(tally: Tally): readonly Group[] {
  const entries = largestFirst(tally.by('entry-answered', 'entry'))
  const shown = publish({ lines: { entries: entries.map(([, count]) => count) }, tables: {} })
  return groupsOf(entries, shown.lines.entries).slice(0, MOST_ENTRIES)
}
