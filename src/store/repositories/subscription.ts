import type { SubscriptionRepository } from '../../ports/index.ts'
import type { Scope } from '../scope.ts'
import { INDEXES } from '../tables/index.ts'

export function createSubscriptionRepository(scope: Scope): SubscriptionRepository {
  const { person, list } = INDEXES.subscriptions
  return {
    put: (record) => scope.write(({ subscriptions }) => subscriptions.set(record.id, record)),
    find: (id) => scope.read(({ subscriptions }) => subscriptions.get(id)),
    delete: (id) => scope.write(({ subscriptions }) => subscriptions.set(id, undefined)),
    listOf: (id) => scope.read(({ subscriptions }) => subscriptions.list(person, { group: id })),
    listIn: (group, { limit, after }) =>
      scope.read(({ subscriptions }) => {
        if (after === undefined) return subscriptions.list(list, { group, limit })
        // Those of the same millisecond may stand on both sides of the place.
        const { createdAt: from, id } = after
        const same = subscriptions
          .list(list, { group, from, before: from + 1 })
          .filter((record) => record.id > id)
        const later = subscriptions.list(list, { group, from: from + 1, limit })
        return [...same, ...later].slice(0, limit)
      }),
    countIn: (group) => scope.read(({ subscriptions }) => subscriptions.count(list, group)),
    deleteOf: (id) =>
      scope.write(({ subscriptions }) => {
        const keys = subscriptions.keys(person, { group: id })
        for (const key of keys) subscriptions.set(key, undefined)
        return keys.length
      }),
  }
}
