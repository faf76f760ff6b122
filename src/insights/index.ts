/**
 * Figures that point at nobody: what was counted, added up by period, with small groups hidden so
 * that nobody can compute them from the rest.
 */
export { dayAfter, lengthOf, type Period, type Span } from './buckets.ts'
export { type CampaignFigures, campaignsFigures } from './campaigns.ts'
export type { StepFigures } from './flows.ts'
export { SMALLEST_GROUP } from './hide/network.ts'
export type { Shown } from './hide/publish.ts'
export {
  createObservatory,
  type Observatory,
  type PublicFigures,
  type PublicLine,
} from './observatory.ts'
export { type Overview, overviewOf } from './overview.ts'
export { type Group, OUTCOMES } from './questions.ts'
export { reportPdf } from './report/report.ts'
export { type NameKind, type ReportWords, sectionsOf } from './sections.ts'
export type { Selection } from './tally.ts'
