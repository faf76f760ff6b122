import { type Kysely, sql } from 'kysely'

/** People who were sent to a partner with a slip. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table referrals (
    id text collate "C" primary key,
    person text collate "C" not null,
    channel text not null,
    locale text not null,
    content text not null,
    partner text collate "C" not null,
    code text collate "C" not null,
    created_at bigint not null,
    ask_at bigint,
    partner_says text,
    person_says text,
    said_at bigint,
    silent text collate "C"
  )`,
  'create index referrals_created on referrals (created_at, id)',
  'create index referrals_partner on referrals (partner, created_at, id)',
  'create index referrals_person on referrals (person, created_at, id)',
  'create index referrals_code on referrals (code, created_at, id)',
  'create index referrals_due on referrals (ask_at, id) where ask_at is not null',
  'create index referrals_silent on referrals (said_at, id) where silent is not null',
]
