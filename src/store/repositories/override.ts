import type { OverrideRepository } from '../../ports/index.ts'
import type { Scope } from '../scope.ts'
import { ALL, INDEXES, targetOf } from '../tables/index.ts'

export function createOverrideRepository(scope: Scope): OverrideRepository {
  const { changed, state, target, published } = INDEXES.overrides
  return {
    put: (record) => scope.write(({ overrides }) => overrides.set(record.id, record)),
    find: (id) => scope.read(({ overrides }) => overrides.get(id)),
    list: ({ limit, state: wanted, of }) =>
      scope.read(({ overrides }) => {
        if (of !== undefined) {
          return overrides
            .list(target, { group: targetOf(of), descending: true })
            .filter((record) => wanted === undefined || record.state === wanted)
            .slice(0, limit)
        }
        const index = wanted === undefined ? changed : state
        return overrides.list(index, { group: wanted ?? ALL, limit, descending: true })
      }),
    listPublished: () => scope.read(({ overrides }) => overrides.list(published, { group: ALL })),
    delete: (id) => scope.write(({ overrides }) => overrides.set(id, undefined)),
  }
}
