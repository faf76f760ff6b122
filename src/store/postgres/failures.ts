import { DalilError, isDalilError, messageOf } from '../../errors.ts'
import { CONNECTIONS_IN_ALL } from './pool.ts'

/** The server or its answer did not come: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const UNREACHABLE = /^(08|57P0|53300|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|ENOENT|EHOST|ENET)/u

/** What `pg` says without a code when a connection ends. */
const ENDED = /connection terminated|timeout exceeded|connection error|query read timeout/iu

/** What `pg` says when every connection of its pool was in use for as long as it waits for one. */
const ALL_IN_USE = /^timeout exceeded when trying to connect$/iu

/** The code of an error: an SQLSTATE, or that of the system. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** Whether another try may find the server there again. */
export function isUnreachable(error: unknown): boolean {
  return UNREACHABLE.test(codeOf(error)) || ENDED.test(messageOf(error))
}

/** Whether another try may end better: also one that stood in another's way and was rolled back. */
export function mayPass(error: unknown): boolean {
  return isUnreachable(error) || ['40001', '40P01'].includes(codeOf(error))
}

/** Turns what PostgreSQL said into an error that tells what to do; values are left out of it. */
export function toStoreError(error: unknown, server: string): unknown {
  if (isDalilError(error) || !isOfDatabase(error)) return error
  const code = codeOf(error)
  const fail = (reason: string, message: string) =>
    new DalilError(`store:${reason}`, message, { cause: error })
  if (code === '53300') {
    return fail(
      'crowded',
      `PostgreSQL at ${server} was asked for a connection and has none left (${code}). What was ` +
        'acknowledged is kept, and it is tried again by itself. A process of Dalil takes up to ' +
        `${CONNECTIONS_IN_ALL}: raise max_connections of the server, or the limit of the user or ` +
        'the database; or run fewer processes, and end other programs that hold connections.',
    )
  }
  if (ALL_IN_USE.test(messageOf(error))) {
    return fail(
      'busy',
      `A connection to PostgreSQL at ${server} was waited for, and all that this process has are ` +
        'in use; nothing was changed, and it is tried again by itself. If this goes on, the server ' +
        'is too slow for what is asked of it: look for its load, its disk and long transactions.',
    )
  }
  if (isUnreachable(error)) {
    return fail(
      'unavailable',
      `PostgreSQL at ${server} cannot be reached (${code || messageOf(error)}). What was ` +
        'acknowledged is kept. Check that it runs and that DATABASE_URL leads to it; it is tried ' +
        'again by itself.',
    )
  }
  if (/^(28|3D|42501|3F)/u.test(code)) {
    return fail(
      'refused',
      `PostgreSQL at ${server} refuses (${code}: ${messageOf(error)}). Check user, password and ` +
        'database in DATABASE_URL; the user must own the database, or be allowed to create in it.',
    )
  }
  if (code === '25006') {
    return fail(
      'read_only',
      `PostgreSQL at ${server} is read-only: a standby. Set DATABASE_URL to the primary server.`,
    )
  }
  if (/^53/u.test(code)) {
    return fail(
      'write_failed',
      `PostgreSQL at ${server} has no room (${code}). Make room on its disk; what was ` +
        'acknowledged is kept, and writing goes on by itself.',
    )
  }
  if (/^(55P03|57014|40)/u.test(code)) {
    return fail(
      'busy',
      `PostgreSQL at ${server} did not finish in time (${code}); nothing was changed, try again.`,
    )
  }
  return fail('write_failed', `PostgreSQL at ${server} answered ${code || messageOf(error)}.`)
}

/** Errors of the driver and of the server; what our own code throws is none of them. */
function isOfDatabase(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return 'severity' in error || 'syscall' in error || isUnreachable(error)
}
