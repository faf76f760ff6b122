import type { OutboxRepository } from '../../ports/index.ts'
import { prune } from '../prune.ts'
import type { Scope } from '../scope.ts'
import { ALL, INDEXES } from '../tables/index.ts'

export function createOutboxRepository(scope: Scope): OutboxRepository {
  const { due, failed, person } = INDEXES.outbox
  return {
    add: (record) => scope.write(({ outbox }) => outbox.set(record.id, record)),
    // A message erased while it was being sent stays erased.
    put: (record) =>
      scope.write(({ outbox }) =>
        outbox.edit(record.id, (old) => (old === undefined ? undefined : record)),
      ),
    find: (id) => scope.read(({ outbox }) => outbox.get(id)),
    delete: (id) => scope.write(({ outbox }) => outbox.set(id, undefined)),
    listDue: (now, limit) =>
      scope.read(({ outbox }) => outbox.list(due, { group: 'waiting', before: now + 1, limit })),
    listOf: (id) =>
      scope.read(({ outbox }) =>
        outbox.list(person, { group: id }).filter((record) => record.state === 'waiting'),
      ),
    listFailed: (limit) =>
      scope.read(({ outbox }) => outbox.list(failed, { group: ALL, descending: true, limit })),
    deleteOf: (id) =>
      scope.write(({ outbox }) => {
        const keys = outbox.keys(person, { group: id })
        for (const key of keys) outbox.set(key, undefined)
        return keys.length
      }),
    prune: (time) => prune(scope, 'outbox', failed, time),
    count: () =>
      scope.read(({ outbox }) => ({
        waiting: outbox.count(due, 'waiting'),
        failed: outbox.count(due, 'failed'),
      })),
  }
}
