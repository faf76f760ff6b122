import { CAMPAIGN_STEPS, type CampaignStep } from '../core/index.ts'
import type { Figure } from '../ports/index.ts'
import { publishParts, publishSteps } from './hide/parts.ts'
import type { Shown } from './hide/publish.ts'
import { type Group, groupsOf } from './questions.ts'
import { createTally, largestFirst, type Tally } from './tally.ts'

/** How far people came who came through a campaign; each person counts once for each step. */
export interface CampaignFigures {
  readonly code: string
  readonly steps: Readonly<Record<CampaignStep, Shown>>
  /** People informed by subject; a person may be in several. */
  readonly topics: readonly Group[]
}

/** Counts a campaign. */
export function campaignFigures(tally: Tally, code: string): CampaignFigures {
  const where = { campaign: code }
  const counts = tally.by('campaign-step', 'step', where)
  const shown = publishSteps(CAMPAIGN_STEPS.map((step) => counts.get(step) ?? 0))
  const topics = largestFirst(tally.by('campaign-informed', 'topic', where))
  const parts = publishParts(
    counts.get('came') ?? 0,
    topics.map(([, count]) => count),
  )
  const [came, asked, answered, finished, routed, reached] = shown
  return {
    code,
    steps: { came, asked, answered, finished, routed, reached },
    topics: groupsOf(topics, parts.parts),
  }
}

/** Counts several campaigns, each by its code. */
export function campaignsFigures(
  figures: readonly Figure[],
  codes: readonly string[],
): ReadonlyMap<string, CampaignFigures> {
  const tally = createTally(figures)
  return new Map(codes.map((code) => [code, campaignFigures(tally, code)]))
}
