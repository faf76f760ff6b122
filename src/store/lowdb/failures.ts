import { DalilError, isDalilError, messageOf } from '../../errors.ts'

/** The code of an error of the file system, `ENOSPC` and the like. */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}

/** Turns what the file system said while writing into an error that tells what to do. */
export function toWriteError(error: unknown, attempted: string): DalilError {
  if (isDalilError(error)) return error
  switch (errnoOf(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new DalilError(
        'store:read_only',
        `${attempted} failed: the data folder is read-only (${errnoOf(error)}). ` +
          'Give the user that runs Dalil the right to write there, or set DATA_DIR to another folder.',
        { cause: error },
      )
    case 'ENOSPC':
    case 'EDQUOT':
      return new DalilError(
        'store:write_failed',
        `${attempted} failed: the disk is full (${errnoOf(error)}). ` +
          'Make room; what was acknowledged is kept, and writing goes on by itself.',
        { cause: error },
      )
    default:
      return new DalilError(
        'store:write_failed',
        `${attempted} failed: ${messageOf(error)}. What was acknowledged is kept; ` +
          'check the disk that holds the data folder.',
        { cause: error },
      )
  }
}

/** Says that a file of the store cannot be used, and what to do. */
export function damaged(file: string, what: string, cause?: unknown): DalilError {
  return new DalilError(
    'store:damaged',
    `${file} ${what}. Nothing was changed. Put the file back from a copy, or bring back the last ` +
      'backup with "npm run data -- restore".',
    { ...(cause === undefined ? {} : { cause }), details: { file } },
  )
}
