/** Who helps: the directory, the towns, and which partner fits a person's need and place. */
export { describePartner, explain, reachOf } from './describe.ts'
export { type Directory, loadDirectory, partnerSchema } from './load.ts'
export type { PartnerQuery, RankedPartner } from './query.ts'
export { rankPartners } from './rank.ts'
export type { Town } from './towns.ts'
