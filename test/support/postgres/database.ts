import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

/** A database of one test file. */
export interface TestDatabase {
  readonly url: string
  /** Empties all tables but those that note the migrations. */
  clear(): Promise<void>
  query(text: string): Promise<readonly Readonly<Record<string, unknown>>[]>
  drop(): Promise<void>
}

/** Creates an empty database; `undefined` where there is no PostgreSQL for this platform. */
export async function createDatabase(): Promise<TestDatabase | undefined> {
  const answer = await fetch(inject('postgres'))
  if (answer.status === 404) return undefined
  const server = await answer.text()
  if (!answer.ok) throw new Error(`PostgreSQL for the tests did not start: ${server}`)
  const name = `dalil_test_${randomBytes(6).toString('hex')}`
  await ask(server, `create database ${name}`)
  const address = new URL(server)
  address.pathname = `/${name}`
  const url = address.href
  return {
    url,
    query: (text) => ask(url, text),
    async clear() {
      const tables = await ask(
        url,
        `select tablename from pg_tables
         where schemaname = 'public' and tablename not like 'dalil_migrations%'`,
      )
      const names = tables.map(({ tablename }) => `"${tablename}"`)
      if (names.length > 0) await ask(url, `truncate ${names.join(', ')}`)
    },
    async drop() {
      await ask(server, `drop database ${name} with (force)`)
    },
  }
}

async function ask(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}
