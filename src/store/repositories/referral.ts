import type { ReferralRepository, ReferralTally } from '../../ports/index.ts'
import { prune } from '../prune.ts'
import type { Scope } from '../scope.ts'
import { ALL, INDEXES } from '../tables/index.ts'

export function createReferralRepository(scope: Scope): ReferralRepository {
  const { created, partner, person, code, due, silent } = INDEXES.referrals
  return {
    put: (record) => scope.write(({ referrals }) => referrals.set(record.id, record)),
    find: (id) => scope.read(({ referrals }) => referrals.get(id)),
    findByCode: (group) =>
      scope.read(({ referrals }) => referrals.list(code, { group, descending: true, limit: 1 })[0]),
    listOf: (group) => scope.read(({ referrals }) => referrals.list(person, { group })),
    list: ({ limit, partner: one, before = Infinity }) =>
      scope.read(({ referrals }) => {
        const query = { before, limit, descending: true }
        return one === undefined
          ? referrals.list(created, { group: ALL, ...query })
          : referrals.list(partner, { group: one, ...query })
      }),
    listDue: (now, limit) =>
      scope.read(({ referrals }) => referrals.list(due, { group: ALL, before: now + 1, limit })),
    listSilent: () => scope.read(({ referrals }) => referrals.list(silent, { group: ALL })),
    tally: () =>
      scope.read(({ referrals }) => {
        const counts = new Map<string, ReferralTally>()
        for (const record of referrals.list(created, { group: ALL })) {
          const { partner, partnerSays, personSays } = record
          const key = [partner, partnerSays, personSays].join(' ')
          const said = {
            ...(partnerSays === undefined ? {} : { partnerSays }),
            ...(personSays === undefined ? {} : { personSays }),
          }
          counts.set(key, { partner, ...said, count: (counts.get(key)?.count ?? 0) + 1 })
        }
        return [...counts.values()]
      }),
    deleteOf: (group) =>
      scope.write(({ referrals }) => {
        const keys = referrals.keys(person, { group })
        for (const key of keys) referrals.set(key, undefined)
        return keys.length
      }),
    prune: (time) => prune(scope, 'referrals', created, time),
  }
}
