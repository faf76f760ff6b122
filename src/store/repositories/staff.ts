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
    putSession: (record) => scope.write(({ sessions }) => sessions.set(record.tokenHash, record)),
    findSession: (tokenHash) => scope.read(({ sessions }) => sessions.get(tokenHash)),
    deleteSession: (tokenHash) => scope.write(({ sessions }) => sessions.set(tokenHash, undefined)),
    async prune(now) {
      const invites = await prune(scope, 'invites', INDEXES.invites.ended, now)
      const sessions = await prune(scope, 'sessions', INDEXES.sessions.ended, now)
      return invites + sessions
    },
  }
}
