import { CHANNELS } from '../../core/index.ts'
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
    listDue: (now, limit, channels = CHANNELS) =>
      scope.read(({ outbox }) => {
        const before = now + 1
        const of = (channel: string) => outbox.list(due, { group: channel, before, limit })
        const all = channels.flatMap(of)
        return all.sort((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1)).slice(0, limit)
      }),
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
        waiting: CHANNELS.reduce((sum, channel) => sum + outbox.count(due, channel), 0),
        failed: outbox.count(failed, ALL),
      })),
  }
}
