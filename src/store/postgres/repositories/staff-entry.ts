import type { StaffRepository } from '../../../ports/index.ts'
import { type Codec, excluded, toRecord } from '../rows.ts'
import type { Scope } from '../scope.ts'

export const invites: Codec<'invites'> = {
  toRow: (record) => ({ ...{ staffId: null }, ...record }),
  fromRow: toRecord,
  keyOf: ({ tokenHash }) => tokenHash,
}

export const sessions: Codec<'sessions'> = {
  toRow: (record) => ({ ...{ awaitsCode: null }, ...record }),
  fromRow: toRecord,
  keyOf: ({ tokenHash }) => tokenHash,
}

export const attempts: Codec<'attempts'> = {
  toRow: (record) => record,
  fromRow: toRecord,
  keyOf: ({ bucket }) => bucket,
}

/** How the staff get in: one-time links, sessions, failed sign-ins. */
export function createStaffEntryRepository(
  scope: Scope,
): Omit<StaffRepository, 'put' | 'find' | 'findByName' | 'list'> {
  const { run } = scope
  return {
    ...createInvites(scope),
    ...createSessions(scope),
    ...createAttempts(scope),
    prune: (now) =>
      run(async (db) => {
        let pruned = 0n
        for (const table of ['invites', 'sessions', 'attempts'] as const) {
          const query = db.deleteFrom(table).where('expiresAt', '<', now)
          pruned += (await query.executeTakeFirst()).numDeletedRows
        }
        return Number(pruned)
      }),
  }
}

function createInvites({ run }: Scope) {
  return {
    putInvite: (record) =>
      run(async (db) => {
        const row = invites.toRow(record, record.tokenHash)
        await db
          .insertInto('invites')
          .values(row)
          .onConflict((conflict) => conflict.column('tokenHash').doUpdateSet(excluded(row)))
          .execute()
      }),
    findInvite: (tokenHash) =>
      run(async (db) => {
        const query = db.selectFrom('invites').selectAll().where('tokenHash', '=', tokenHash)
        const row = await query.executeTakeFirst()
        return row && invites.fromRow(row)
      }),
    deleteInvite: (tokenHash) =>
      run(async (db) => {
        await db.deleteFrom('invites').where('tokenHash', '=', tokenHash).execute()
      }),
    listInvites: () =>
      run(async (db) => {
        const rows = await db
          .selectFrom('invites')
          .selectAll()
          .orderBy('expiresAt')
          .orderBy('tokenHash')
          .execute()
        return rows.map(invites.fromRow)
      }),
  } satisfies Partial<StaffRepository>
}

function createSessions({ run }: Scope) {
  return {
    putSession: (record) =>
      run(async (db) => {
        const row = sessions.toRow(record, record.tokenHash)
        await db
          .insertInto('sessions')
          .values(row)
          .onConflict((conflict) => conflict.column('tokenHash').doUpdateSet(excluded(row)))
          .execute()
      }),
    findSession: (tokenHash) =>
      run(async (db) => {
        const query = db.selectFrom('sessions').selectAll().where('tokenHash', '=', tokenHash)
        const row = await query.executeTakeFirst()
        return row && sessions.fromRow(row)
      }),
    touchSession: (tokenHash, seenAt) =>
      run(async (db) => {
        const query = db.updateTable('sessions').set({ seenAt }).where('tokenHash', '=', tokenHash)
        await query.execute()
      }),
    deleteSession: (tokenHash) =>
      run(async (db) => {
        await db.deleteFrom('sessions').where('tokenHash', '=', tokenHash).execute()
      }),
    deleteSessionsOf: (staffId) =>
      run(async (db) => {
        const query = db.deleteFrom('sessions').where('staffId', '=', staffId)
        return Number((await query.executeTakeFirst()).numDeletedRows)
      }),
  } satisfies Partial<StaffRepository>
}

function createAttempts({ run }: Scope) {
  return {
    putAttempts: (record) =>
      run(async (db) => {
        await db
          .insertInto('attempts')
          .values(record)
          .onConflict((conflict) => conflict.column('bucket').doUpdateSet(excluded(record)))
          .execute()
      }),
    findAttempts: (bucket) =>
      run(async (db) => {
        const query = db.selectFrom('attempts').selectAll().where('bucket', '=', bucket)
        const row = await query.executeTakeFirst()
        return row && attempts.fromRow(row)
      }),
    deleteAttempts: (bucket) =>
      run(async (db) => {
        await db.deleteFrom('attempts').where('bucket', '=', bucket).execute()
      }),
  } satisfies Partial<StaffRepository>
}
