import type { StaffRepository } from '../../ports/index.ts'
import { prune } from '../prune.ts'
import type { Scope } from '../scope.ts'
import { ALL, INDEXES } from '../tables/index.ts'

export function createStaffRepository(scope: Scope): StaffRepository {
  const { name: byName, created } = INDEXES.staff
  return {
    put: (record) => scope.write(({ staff }) => staff.set(record.id, record)),
    find: (id) => scope.read(({ staff }) => staff.get(id)),
    findByName: (name) =>
      scope.read(({ staff }) => staff.list(byName, { group: name, limit: 1 })[0]),
    list: () => scope.read(({ staff }) => staff.list(created, { group: ALL })),
    putInvite: (record) => scope.write(({ invites }) => invites.set(record.tokenHash, record)),
    findInvite: (tokenHash) => scope.read(({ invites }) => invites.get(tokenHash)),
    deleteInvite: (tokenHash) => scope.write(({ invites }) => invites.set(tokenHash, undefined)),
    listInvites: () =>
      scope.read(({ invites }) => invites.list(INDEXES.invites.ended, { group: ALL })),
    putSession: (record) => scope.write(({ sessions }) => sessions.set(record.tokenHash, record)),
    findSession: (tokenHash) => scope.read(({ sessions }) => sessions.get(tokenHash)),
    touchSession: (tokenHash, seenAt) =>
      scope.write(({ sessions }) =>
        sessions.edit(tokenHash, (old) => (old === undefined ? undefined : { ...old, seenAt })),
      ),
    deleteSession: (tokenHash) => scope.write(({ sessions }) => sessions.set(tokenHash, undefined)),
    deleteSessionsOf: (staffId) =>
      scope.write(({ sessions }) => {
        const keys = sessions.keys(INDEXES.sessions.staff, { group: staffId })
        for (const key of keys) sessions.set(key, undefined)
        return keys.length
      }),
    putAttempts: (record) => scope.write(({ attempts }) => attempts.set(record.bucket, record)),
    findAttempts: (bucket) => scope.read(({ attempts }) => attempts.get(bucket)),
    deleteAttempts: (bucket) => scope.write(({ attempts }) => attempts.set(bucket, undefined)),
    async prune(now) {
      const invites = await prune(scope, 'invites', INDEXES.invites.ended, now)
      const sessions = await prune(scope, 'sessions', INDEXES.sessions.ended, now)
      const attempts = await prune(scope, 'attempts', INDEXES.attempts.ended, now)
      return invites + sessions + attempts
    },
  }
}
