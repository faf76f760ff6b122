import type { CaseRepository } from '../../ports/index.ts'
import { prune } from '../prune.ts'
import type { Scope } from '../scope.ts'
import { INDEXES } from '../tables/index.ts'

export function createCaseRepository(scope: Scope): CaseRepository {
  const { changed, assignee } = INDEXES.cases
  return {
    put: (record) => scope.write(({ cases }) => cases.set(record.group, record)),
    find: (group) => scope.read(({ cases }) => cases.get(group)),
    listOf: (staff, limit) =>
      scope.read(({ cases }) => cases.list(assignee, { group: staff, limit, descending: true })),
    delete: (group) => scope.write(({ cases }) => cases.set(group, undefined)),
    prune: (time) => prune(scope, 'cases', changed, time),
  }
}
