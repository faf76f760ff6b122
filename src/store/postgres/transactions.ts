import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { DalilError } from '../../errors.ts'
import type { Repositories, TransactionOptions } from '../../ports/index.ts'
import { createLines } from '../lines.ts'
import { transactionEnded } from '../table-store.ts'
import type { Db } from './database.ts'
import { mayPass } from './failures.ts'
import { withPatience } from './patience.ts'
import { createCounts } from './repositories/figure.ts'
import { createRepositories } from './repositories/index.ts'
import type { Scope } from './scope.ts'
import { notify } from './signals.ts'

/** Runs transactions. */
export type Transact = <T>(
  work: (kept: Repositories) => Promise<T>,
  options?: TransactionOptions,
) => Promise<T>

/** A commit whose answer did not come: it may be kept or not, so that it is not done again. */
class Uncertain {
  readonly error: unknown
  constructor(error: unknown) {
    this.error = error
  }
}

/**
 * Creates what runs the transactions of a database. Who is to be alone takes an advisory lock that
 * ends with the transaction, or with the process: it needs no row, so that it holds for a person who
 * never wrote before, and nobody has to clean up. Two keys with the same hash only wait needlessly.
 * Those of this process stand in line before they take a connection: a person who sends a hundred
 * messages holds one, not all.
 */
export function createTransactions(db: Db, forMs: number): Transact {
  const lines = createLines()
  return async (work, { alone } = {}) => {
    const run = () => withPatience({ mayPass, forMs }, () => once(db, work, alone))
    try {
      return await (alone === undefined ? run() : lines.run(alone, run))
    } catch (error) {
      throw error instanceof Uncertain ? error.error : error
    }
  }
}

function once<T>(
  db: Db,
  work: (kept: Repositories) => Promise<T>,
  alone: string | undefined,
): Promise<T> {
  return db.connection().execute(async (connection) => {
    const { scope, settle, end } = createScope(connection)
    let result: T
    try {
      await sql.raw(beginning(alone)).execute(connection)
      result = await work(createRepositories(scope))
      await settle()
    } catch (error) {
      await sql`rollback`.execute(connection).catch(() => {})
      throw error
    } finally {
      end()
    }
    await sql`commit`.execute(connection).catch((error: unknown) => {
      throw new Uncertain(error)
    })
    return result
  })
}

function createScope(db: Db) {
  const counts = createCounts()
  let ended = false
  const check = () => {
    if (ended) throw transactionEnded()
  }
  const scope: Scope = {
    async run(query) {
      check()
      return query(db)
    },
    async count(key, by) {
      check()
      counts.add(key, by)
    },
    async settleCounts() {
      check()
      await counts.settle(db)
    },
    async tell(signal) {
      check()
      await notify(db, signal)
    },
  }
  const end = () => {
    ended = true
  }
  return { scope, settle: () => counts.settle(db), end }
}

/** Begins a transaction, in one trip to the server with the lock of who is to be alone. */
function beginning(alone: string | undefined): string {
  if (alone === undefined) return 'begin'
  return `begin; select pg_advisory_xact_lock(${lockOf(alone)})`
}

/** The number of a lock: the first 64 bits of a hash. */
function lockOf(key: string): bigint {
  return createHash('sha256').update(`alone:${key}`).digest().readBigInt64BE()
}

/** Says that nothing more is taken. */
export function closed(): DalilError {
  return new DalilError('store:closed', 'The store was closed; nothing more is kept.')
}
