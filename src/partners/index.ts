/** Who helps: the directory, the towns, and which partner fits a person's need and place. */
export { describePartner, explain, reachOf } from './describe.ts'
export { type Directory, type DirectoryFiles, loadDirectory, partnerSchema } from './load.ts'
export type { PartnerQuery, RankedPartner, Reason } from './query.ts'
export { rankPartners } from './rank.ts'
export type { Town, Towns } from './towns.ts'
