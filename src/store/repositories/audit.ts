import type { AuditRepository } from '../../ports/index.ts'
import type { Scope } from '../scope.ts'
import { ALL, INDEXES } from '../tables/index.ts'

export function createAuditRepository(scope: Scope): AuditRepository {
  const { added } = INDEXES.audit
  return {
    add: (record) => scope.write(({ audit }) => audit.edit(record.id, (old) => old ?? record)),
    list: ({ limit, before }) =>
      scope.read(({ audit }) => {
        if (before === undefined) return audit.list(added, { group: ALL, limit, descending: true })
        const last = audit.get(before)
        if (last === undefined) return []
        // Those of the same millisecond may stand on both sides of a page.
        const same = audit
          .list(added, { group: ALL, from: last.at, before: last.at + 1, descending: true })
          .filter(({ id }) => id < last.id)
        const older = audit.list(added, { group: ALL, before: last.at, limit, descending: true })
        return [...same, ...older].slice(0, limit)
      }),
  }
}
