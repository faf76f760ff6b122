import { type Kysely, sql } from 'kysely'

/** What people asked to hear of, and what is announced to them. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table subscriptions (
    id text collate "C" primary key,
    person text collate "C" not null,
    list text collate "C" not null,
    content text not null,
    created_at bigint not null,
    last text
  )`,
  'create index subscriptions_person on subscriptions (person, created_at, id)',
  'create index subscriptions_list on subscriptions (list, created_at, id)',

  `create table announcements (
    id text collate "C" primary key,
    audience json not null,
    texts json not null,
    until text not null,
    state text not null,
    by text not null,
    approved_by text,
    created_at bigint not null,
    updated_at bigint not null,
    approved_at bigint,
    queued_at bigint,
    revision integer not null
  )`,
  'create index announcements_created on announcements (created_at, id)',
  `create index announcements_sending on announcements (approved_at, id) where state = 'sending'`,

  'alter table outbox add column announcement text',
]
