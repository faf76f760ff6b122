import { type Kysely, sql } from 'kysely'

/** Questions that mean the same, and what the staff noted about them. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table questions
    add column "group" text collate "C",
    add column closed_as text,
    add column before json`,
  'create index questions_group on questions ("group", created_at, id)',
  `create index questions_open_group on questions ("group", created_at) where state = 'open'`,

  `create table cases (
    "group" text collate "C" primary key,
    assignee text collate "C",
    note text,
    updated_at bigint not null
  )`,
  'create index cases_changed on cases (updated_at)',
  'create index cases_assignee on cases (assignee, updated_at, "group")',
]
