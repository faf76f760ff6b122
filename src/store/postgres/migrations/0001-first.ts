import { type Kysely, sql } from 'kysely'

/**
 * Ids sort by their bytes, whatever the language of the server (`collate "C"`): they tell what came
 * first. What is nested is `json`, not `jsonb`, which refuses some texts.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table people (
    id text collate "C" primary key,
    channel text not null,
    address text not null,
    session text not null,
    created_at bigint not null,
    last_seen_at bigint not null,
    gone boolean not null
  )`,
  'create index people_seen on people (last_seen_at, id)',

  `create table deliveries (
    id text collate "C" primary key,
    at bigint not null
  )`,
  'create index deliveries_added on deliveries (at)',

  `create table outbox (
    id text collate "C" primary key,
    person text collate "C" not null,
    channel text not null,
    address text not null,
    message text not null,
    created_at bigint not null,
    due_at bigint not null,
    attempts integer not null,
    state text not null,
    reason text,
    unasked json,
    question_id text
  )`,
  `create index outbox_due on outbox (due_at, id) where state = 'waiting'`,
  `create index outbox_failed on outbox (created_at, id) where state = 'failed'`,
  'create index outbox_person on outbox (person, id)',

  `create table questions (
    id text collate "C" primary key,
    person text collate "C" not null,
    channel text not null,
    locale text not null,
    topic text,
    state text not null,
    thread json not null,
    answered text,
    created_at bigint not null,
    updated_at bigint not null,
    revision integer not null
  )`,
  'create index questions_created on questions (created_at, id)',
  'create index questions_changed on questions (updated_at)',
  'create index questions_state on questions (state, created_at, id)',
  'create index questions_person on questions (person, created_at, id)',

  `create table reminders (
    id text collate "C" primary key,
    person text collate "C" not null,
    channel text not null,
    content text not null,
    locale text not null,
    due_at bigint not null,
    created_at bigint not null
  )`,
  'create index reminders_due on reminders (due_at, id)',
  'create index reminders_person on reminders (person, due_at, id)',

  `create table staff (
    id text collate "C" primary key,
    name text collate "C" not null unique,
    role text not null,
    password_hash text not null,
    created_at bigint not null,
    disabled boolean not null,
    totp json
  )`,

  `create table invites (
    token_hash text collate "C" primary key,
    role text not null,
    created_at bigint not null,
    expires_at bigint not null,
    staff_id text
  )`,
  'create index invites_ended on invites (expires_at)',

  `create table sessions (
    token_hash text collate "C" primary key,
    staff_id text collate "C" not null,
    csrf text not null,
    created_at bigint not null,
    expires_at bigint not null,
    seen_at bigint not null,
    awaits_code boolean
  )`,
  'create index sessions_ended on sessions (expires_at)',
  'create index sessions_staff on sessions (staff_id)',

  `create table attempts (
    bucket text collate "C" primary key,
    count integer not null,
    locked_until bigint not null,
    expires_at bigint not null
  )`,
  'create index attempts_ended on attempts (expires_at)',

  `create table audit (
    id text collate "C" primary key,
    at bigint not null,
    by text not null,
    action text not null,
    target text,
    role text
  )`,
  'create index audit_added on audit (at, id)',

  `create table figures (
    day text collate "C" not null,
    event text collate "C" not null,
    facets text collate "C" not null,
    shard integer not null,
    count bigint not null,
    primary key (day, event, facets, shard)
  )`,

  `create table campaigns (
    code text collate "C" primary key,
    name text not null,
    topic text,
    locale text not null,
    channel text not null,
    place text,
    flow text,
    "from" text not null,
    until text,
    created_at bigint not null,
    revision integer not null
  )`,

  `create table settings (
    name text collate "C" primary key,
    value text not null
  )`,

  `create table overrides (
    id text collate "C" primary key,
    kind text not null,
    target text not null,
    change json not null,
    state text not null,
    by text not null,
    published_by text,
    created_at bigint not null,
    updated_at bigint not null,
    published_at bigint,
    revision integer not null
  )`,
  'create index overrides_changed on overrides (updated_at, id)',
  'create index overrides_state on overrides (state, updated_at, id)',
  'create index overrides_target on overrides (kind, target, updated_at, id)',
  `create index overrides_published on overrides (published_at, id) where state = 'published'`,

  // Who does what only one may do at a time, and until when that holds without a word of them.
  `create table claims (
    key text collate "C" primary key,
    holder text not null,
    until timestamptz not null
  )`,
]
