import type { PersonRepository } from '../../ports/index.ts'
import type { Scope } from '../scope.ts'
import { ALL, INDEXES } from '../tables/index.ts'

export function createPersonRepository(scope: Scope): PersonRepository {
  return {
    find: (id) => scope.read(({ people }) => people.get(id)),
    put: (record) => scope.write(({ people }) => people.set(record.id, record)),
    delete: (id) => scope.write(({ people }) => people.set(id, undefined)),
    count: () => scope.read(({ people }) => people.size),
    listIdle: (time, limit) =>
      scope.read(({ people }) =>
        people.list(INDEXES.people.seen, { group: ALL, before: time, limit }),
      ),
  }
}
