import { type Kysely, sql } from 'kysely'

/** Who of the staff found good what somebody else wrote. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw('alter table overrides add column reviewed_by text').execute(db)
}
