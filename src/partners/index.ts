/** Who helps: the directory, the towns, and which partner fits a person's need and place. */
export { describePartner, explain, reachOf } from './describe.ts'
export {
  type Directory,
  type DirectoryFiles,
  loadDirectory,
  namesSchema,
  partnerSchema,
  townsSchema,
} from './load.ts'
export type { PartnerQuery, RankedPartner, Reason } from './query.ts'
export { rankPartners } from './rank.ts'
export { createTowns, distanceKm, type Town, type Towns } from './towns.ts'
