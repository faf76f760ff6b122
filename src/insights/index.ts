/**
 * Figures that point at nobody: what was counted, added up by period, with small groups hidden so
 * that nobody can compute them from the rest.
 */
export { dayAfter, lengthOf, type Period, type Span } from './buckets.ts'
export { type CampaignFigures, campaignsFigures } from './campaigns.ts'
export type { FlowFigures, FlowOrder, StepFigures } from './flows.ts'
export { SMALLEST_GROUP } from './hide/network.ts'
export type { Shown } from './hide/publish.ts'
export {
  createObservatory,
  type Observatory,
  type PublicFigures,
  type PublicLine,
} from './observatory.ts'
export { type Overview, type OverviewOptions, overviewOf } from './overview.ts'
export type { PartnerFigures } from './partners.ts'
export type { PeopleFigures } from './people.ts'
export { type Group, OUTCOMES, type Outcome, type QuestionFigures } from './questions.ts'
export { type ReportOptions, reportPdf } from './report/report.ts'
export {
  type NamedNumber,
  type NameKind,
  type ReportWords,
  type Section,
  sectionsOf,
} from './sections.ts'
export type { Selection } from './tally.ts'
export type { TeamFigures } from './team.ts'
