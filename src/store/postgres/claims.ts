import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import { isDalilError, messageOf } from '../../errors.ts'
import type { Claims, Logger } from '../../ports/index.ts'
import { createLines } from '../lines.ts'
import type { Scope } from './scope.ts'

/** How long a claim holds without a word of who has it, in ms. */
export const LEASE_MS = 15_000

const FIRST_PAUSE_MS = 50
const LONGEST_PAUSE_MS = 1_000

/** What claims work with. */
export interface ClaimsOptions {
  readonly scope: Pick<Scope, 'run'>
  readonly logger: Logger
  readonly leaseMs: number
}

interface Held {
  /** By the clock that never jumps; what the server counts begins a little later. */
  until: number
}

/**
 * Claims in a table, each held for some seconds and renewed while its work lasts. Time is the
 * server's: clocks of machines may differ. What ran out while the server itself was down is not
 * free before its holder had time to come back.
 */
export function createClaims({ scope, logger, leaseMs }: ClaimsOptions): Claims & {
  readonly close: () => void
} {
  const holder = randomUUID()
  const lines = createLines()
  const held = new Map<string, Held>()
  const lease = sql`make_interval(secs => ${leaseMs / 1000})`

  const take = async (key: string): Promise<boolean> => {
    const begun = performance.now()
    if (!(await takeRow(scope, { key, holder, lease }))) return false
    held.set(key, { until: begun + leaseMs })
    return true
  }
  const renew = async () => {
    // Those of this moment: what is taken or let go meanwhile is not in the answer.
    const asked = [...held]
    if (asked.length === 0) return
    const begun = performance.now()
    const kept = await renewRows(scope, { keys: asked.map(([key]) => key), holder, lease })
    for (const [key, claim] of asked) {
      // Somebody else has it: it is never ours again.
      if (!kept.has(key)) claim.until = 0
      else if (claim.until > 0) claim.until = begun + leaseMs
    }
  }
  const renewing = setInterval(() => {
    renew().catch((error: unknown) => {
      logger.warn('claims could not be renewed', { reason: messageOf(error) })
    })
  }, leaseMs / 3)
  renewing.unref()

  const release = async (key: string) => {
    held.delete(key)
    // What cannot be released runs out.
    await releaseRow(scope, { key, holder }).catch((error: unknown) => {
      if (!isDalilError(error)) throw error
    })
  }
  return {
    async run(key, work, { ifFree = false } = {}) {
      if (ifFree && lines.isBusy(key)) return false
      return lines.run(key, async () => {
        for (let wait = FIRST_PAUSE_MS; !(await take(key)); wait = next(wait)) {
          if (ifFree) return false
          await pause(wait)
        }
        try {
          await work({ holds: () => performance.now() < (held.get(key)?.until ?? 0) })
          return true
        } finally {
          await release(key)
        }
      })
    },
    close: () => clearInterval(renewing),
  }
}

function next(wait: number): number {
  return Math.min(LONGEST_PAUSE_MS, wait * 2)
}

interface ClaimRow {
  readonly key: string
  readonly holder: string
  readonly lease: RawBuilder<unknown>
}

function takeRow({ run }: Pick<Scope, 'run'>, { key, holder, lease }: ClaimRow): Promise<boolean> {
  return run(async (db) => {
    const { rows } = await sql`
      insert into claims (key, holder, until) values (${key}, ${holder}, clock_timestamp() + ${lease})
      on conflict (key) do update set holder = excluded.holder, until = excluded.until
      where claims.holder = excluded.holder
        or greatest(claims.until, pg_postmaster_start_time() + ${lease}) < clock_timestamp()
      returning key`.execute(db)
    return rows.length > 0
  })
}

function renewRows(
  { run }: Pick<Scope, 'run'>,
  { keys, holder, lease }: Omit<ClaimRow, 'key'> & { readonly keys: readonly string[] },
): Promise<ReadonlySet<string>> {
  return run(async (db) => {
    const { rows } = await sql<{ readonly key: string }>`
      update claims set until = clock_timestamp() + ${lease}
      where holder = ${holder} and key in (${sql.join(keys)})
      returning key`.execute(db)
    return new Set(rows.map(({ key }) => key))
  })
}

function releaseRow(
  { run }: Pick<Scope, 'run'>,
  { key, holder }: Omit<ClaimRow, 'lease'>,
): Promise<void> {
  return run(async (db) => {
    await sql`delete from claims where key = ${key} and holder = ${holder}`.execute(db)
  })
}
