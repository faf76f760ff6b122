import type { CampaignRepository } from '../../ports/index.ts'
import type { Scope } from '../scope.ts'
import { ALL, INDEXES } from '../tables/index.ts'

export function createCampaignRepository(scope: Scope): CampaignRepository {
  const { created } = INDEXES.campaigns
  return {
    put: (record) => scope.write(({ campaigns }) => campaigns.set(record.code, record)),
    find: (code) => scope.read(({ campaigns }) => campaigns.get(code)),
    list: () =>
      scope.read(({ campaigns }) => campaigns.list(created, { group: ALL, descending: true })),
  }
}
