import pg from 'pg'
import type { Logger, Repositories, Store } from '../../ports/index.ts'
import { createListeners } from '../local.ts'
import { createClaims, LEASE_MS } from './claims.ts'
import { isUnreachable, mayPass, toStoreError } from './failures.ts'
import { migrate } from './migrate.ts'
import { withPatience } from './patience.ts'
import { CONNECTIONS, connectionOptions, createDb, serverOf } from './pool.ts'
import { createRepositories } from './repositories/index.ts'
import type { Scope } from './scope.ts'
import { listen, notify } from './signals.ts'
import { closed, createTransactions, type Transact } from './transactions.ts'

/** What the store over PostgreSQL needs. */
export interface PostgresStoreOptions {
  /** `postgres://user:password@host:port/database` */
  readonly url: string
  readonly logger: Logger
  /** Most connections of this process, besides the one that listens. */
  readonly connections?: number
  /** How long a claim outlives the process that has it, in ms. */
  readonly leaseMs?: number
  /** For how long a server that is away is waited for before the caller hears of it, in ms. */
  readonly patienceMs?: number
  /** How long a free connection is waited for each time, in ms. */
  readonly connectMs?: number
}

const PATIENCE_MS = 5_000

/**
 * Opens the store in a PostgreSQL database, which any number of processes may share; its tables are
 * made and brought up to date.
 *
 * @throws DalilError `store:unavailable`, `store:crowded`, `store:refused`, `store:newer_format`; the
 * message says what to do.
 *
 * @example
 * const store = await openPostgresStore({ url: 'postgres://dalil@localhost/dalil', logger })
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<Store> {
  const { url, logger, connections = CONNECTIONS.store } = options
  const { leaseMs = LEASE_MS, patienceMs: forMs = PATIENCE_MS } = options
  const pool = new pg.Pool({ ...connectionOptions(url, options.connectMs), max: connections })
  // A connection that breaks fails the query in hand, or is taken out of the pool, and that is all:
  // an error that nobody listens for would end the process.
  pool.on('error', (error) => logger.debug('an idle connection broke', { reason: error.message }))
  pool.on('connect', (client) => client.on('error', () => {}))
  const db = createDb(pool)
  const listeners = createListeners()
  const named = <T>(work: Promise<T>) =>
    work.catch((error: unknown) => {
      throw toStoreError(error, serverOf(url))
    })
  const hearing = await named(
    withPatience({ mayPass: isUnreachable, forMs }, async () => {
      await migrate(db, logger)
      return listen({ url, logger, tell: listeners.tell })
    }),
  ).catch(async (error: unknown) => {
    await pool.end()
    throw error
  })
  let isClosed = false
  const transactions = createTransactions(db, forMs)
  const transact: Transact = async (work, how) => {
    if (isClosed) throw closed()
    return named(transactions(work, how))
  }
  const alone: Scope = {
    async run(query) {
      if (isClosed) throw closed()
      return named(withPatience({ mayPass, forMs }, () => query(db)))
    },
    // As a transaction: one whose answer was lost is not done again, and counted twice.
    count: (key, by) => transact((kept: Repositories) => kept.figures.increment(key, by)),
    settleCounts: async () => {},
    tell: (signal) => alone.run(() => notify(db, signal)),
  }
  const claims = createClaims({ scope: alone, logger, leaseMs })
  return {
    ...createRepositories(alone),
    transaction: transact,
    claims,
    listen: listeners.add,
    async close() {
      if (isClosed) return
      isClosed = true
      claims.close()
      await hearing.close()
      await pool.end()
    },
  }
}
