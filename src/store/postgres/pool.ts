import { CamelCasePlugin, Kysely, PostgresDialect, PostgresQueryCompiler } from 'kysely'
import pg from 'pg'
import type { Database, Db } from './database.ts'
import { fromText, toText } from './text.ts'

/** Most connections of one process: of the store, of the jobs, and the one that listens. */
export const CONNECTIONS = { store: 10, jobs: 2, signals: 1 } as const
export const CONNECTIONS_IN_ALL = CONNECTIONS.store + CONNECTIONS.jobs + CONNECTIONS.signals

/** How long a connection is waited for, in ms. */
const CONNECT_MS = 5_000

/** Set on every connection. A machine that vanished lets go of its locks within half a minute. */
const SESSION = {
  statement_timeout: '60s',
  lock_timeout: '30s',
  idle_in_transaction_session_timeout: '60s',
  tcp_keepalives_idle: '10',
  tcp_keepalives_interval: '5',
  tcp_keepalives_count: '3',
} as const

/** Longer than the server takes to give up by itself: only a dead network makes it that long. */
const ANSWER_MS = 65_000

const INT8 = 20
const TEXTS = [25, 1043]

/** What a connection is made with. */
export function connectionOptions(url: string, connectMs = CONNECT_MS): pg.ClientConfig {
  return {
    connectionString: url,
    connectionTimeoutMillis: connectMs,
    query_timeout: ANSWER_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'dalil',
    options: Object.entries(SESSION)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
    types: { getTypeParser },
  }
}

/** The server and the database of an address, without user and password. */
export function serverOf(url: string): string {
  if (!URL.canParse(url)) return 'the address in DATABASE_URL'
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}

/** Creates the queries of a pool. */
export function createDb(pool: pg.Pool): Db {
  return new Kysely<Database>({
    dialect: new TextDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
}

/** PostgreSQL with any text a JavaScript string may hold. */
class TextDialect extends PostgresDialect {
  override createQueryCompiler(): PostgresQueryCompiler {
    return new TextCompiler()
  }
}

class TextCompiler extends PostgresQueryCompiler {
  protected override appendValue(value: unknown): void {
    super.appendValue(typeof value === 'string' ? toText(value) : value)
  }
}

/** Times are whole milliseconds, far below 2^53; texts come back as they were given. */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === INT8) return Number
  if (TEXTS.includes(oid)) return fromText
  return pg.types.getTypeParser(oid, format)
}
