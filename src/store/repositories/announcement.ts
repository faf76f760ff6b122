import type { AnnouncementRepository } from '../../ports/index.ts'
import type { Scope } from '../scope.ts'
import { ALL, INDEXES } from '../tables/index.ts'

export function createAnnouncementRepository(scope: Scope): AnnouncementRepository {
  const { created, sending } = INDEXES.announcements
  return {
    put: (record) => scope.write(({ announcements }) => announcements.set(record.id, record)),
    find: (id) => scope.read(({ announcements }) => announcements.get(id)),
    delete: (id) => scope.write(({ announcements }) => announcements.set(id, undefined)),
    list: (limit) =>
      scope.read(({ announcements }) =>
        announcements.list(created, { group: ALL, descending: true, limit }),
      ),
    listSending: () =>
      scope.read(({ announcements }) => announcements.list(sending, { group: ALL })),
  }
}
