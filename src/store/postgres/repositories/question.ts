import { sql } from 'kysely'
import type { QuestionRepository } from '../../../ports/index.ts'
import type { Db } from '../database.ts'
import { type Codec, excluded, toJson, toRecord } from '../rows.ts'
import type { Scope } from '../scope.ts'

export const questions: Codec<'questions'> = {
  toRow: ({ thread, before, ...record }) => ({
    ...{ topic: null, answered: null, group: null, closedAs: null },
    ...record,
    thread: JSON.stringify(thread),
    before: toJson(before),
  }),
  fromRow: toRecord,
  keyOf: ({ id }) => id,
}

export function createQuestionRepository({ run }: Scope): QuestionRepository {
  return {
    put: (record) =>
      run(async (db) => {
        const row = questions.toRow(record, record.id)
        await db
          .insertInto('questions')
          .values(row)
          .onConflict((conflict) => conflict.column('id').doUpdateSet(excluded(row)))
          .execute()
      }),
    find: (id) =>
      run(async (db) => {
        const query = db.selectFrom('questions').selectAll().where('id', '=', id)
        const row = await query.executeTakeFirst()
        return row && questions.fromRow(row)
      }),
    list: ({ state, limit, before }) =>
      run(async (db) => {
        let query = db.selectFrom('questions').selectAll()
        if (state !== undefined) query = query.where('state', '=', state)
        // A bigint knows no infinity.
        if (before !== undefined && before < Infinity) {
          query = query.where('createdAt', '<', before)
        }
        const rows = await query
          .orderBy('createdAt', 'desc')
          .orderBy('id', 'desc')
          .limit(limit)
          .execute()
        return rows.map(questions.fromRow)
      }),
    listOf: (person) =>
      run(async (db) => {
        const rows = await db
          .selectFrom('questions')
          .selectAll()
          .where('person', '=', person)
          .orderBy('createdAt')
          .orderBy('id')
          .execute()
        return rows.map(questions.fromRow)
      }),
    countOpen: () =>
      run(async (db) => {
        const { count } = await db
          .selectFrom('questions')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('state', '=', 'open')
          .executeTakeFirstOrThrow()
        return count
      }),
    listGroups: ({ limit, after }) =>
      run(async (db) => {
        let query = placesIn(db)
        if (after !== undefined) {
          const { group, open, oldestAt } = after
          query = query.having(
            sql<boolean>`(-count(*), min(created_at), "group") > (${-open}, ${oldestAt}, ${group})`,
          )
        }
        const places = await query
          .orderBy('open', 'desc')
          .orderBy('oldestAt')
          .orderBy('group')
          .limit(limit)
          .execute()
        if (places.length === 0) return []
        const names = places.map(({ group }) => group)
        const found = await groupsIn(db).where('group', 'in', names).execute()
        const groups = new Map(found.map((one) => [one.group, one]))
        return names.flatMap((name) => groups.get(name) ?? [])
      }),
    findGroup: (group) => run((db) => groupsIn(db).where('group', '=', group).executeTakeFirst()),
    countGroups: () =>
      run(async (db) => {
        const { count } = await db
          .selectFrom(placesIn(db).as('places'))
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow()
        return count
      }),
    listOfGroup: (group, limit) =>
      run(async (db) => {
        const rows = await db
          .selectFrom('questions')
          .selectAll()
          .where('group', '=', group)
          .orderBy('createdAt', 'desc')
          .orderBy('id', 'desc')
          .limit(limit)
          .execute()
        return rows.map(questions.fromRow)
      }),
    delete: (id) =>
      run(async (db) => {
        await db.deleteFrom('questions').where('id', '=', id).execute()
      }),
    deleteOf: (person) =>
      run(async (db) => {
        const query = db.deleteFrom('questions').where('person', '=', person)
        return Number((await query.executeTakeFirst()).numDeletedRows)
      }),
    prune: (time) =>
      run(async (db) => {
        const query = db.deleteFrom('questions').where('updatedAt', '<', time)
        return Number((await query.executeTakeFirst()).numDeletedRows)
      }),
  }
}

/** The groups that wait for the team, with all that is known of each. */
function groupsIn(db: Db) {
  return placesIn(db).select(({ fn }) => [
    fn.count<number>('person').distinct().as('people'),
    fn.max<number>('createdAt').as('newestAt'),
  ])
}

/** The groups that wait, with what their order depends on: to count people, all would be sorted. */
function placesIn(db: Db) {
  return db
    .selectFrom('questions')
    .select(({ ref, fn }) => [
      ref('group').$notNull().as('group'),
      fn.countAll<number>().as('open'),
      fn.min<number>('createdAt').as('oldestAt'),
    ])
    .where('state', '=', 'open')
    .where('group', 'is not', null)
    .groupBy('group')
}
