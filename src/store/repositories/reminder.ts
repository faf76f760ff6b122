import type { ReminderRepository } from '../../ports/index.ts'
import type { Scope } from '../scope.ts'
import { ALL, INDEXES } from '../tables/index.ts'

export function createReminderRepository(scope: Scope): ReminderRepository {
  const { due, person } = INDEXES.reminders
  return {
    put: (record) => scope.write(({ reminders }) => reminders.set(record.id, record)),
    find: (id) => scope.read(({ reminders }) => reminders.get(id)),
    delete: (id) =>
      scope.write(({ reminders }) => {
        const existed = reminders.get(id) !== undefined
        if (existed) reminders.set(id, undefined)
        return existed
      }),
    listOf: (id) => scope.read(({ reminders }) => reminders.list(person, { group: id })),
    listDue: (now, limit) =>
      scope.read(({ reminders }) => reminders.list(due, { group: ALL, before: now + 1, limit })),
    deleteOf: (id) =>
      scope.write(({ reminders }) => {
        const keys = reminders.keys(person, { group: id })
        for (const key of keys) reminders.set(key, undefined)
        return keys.length
      }),
  }
}
