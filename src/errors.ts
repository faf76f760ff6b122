/** Options of a {@link DalilError}: what caused it, and data for whoever catches it. */
export interface DalilErrorOptions {
  readonly cause?: unknown
  readonly details?: Readonly<Record<string, unknown>>
}

/**
 * The one error of the project. `code` is `area:reason` and never changes; the message says what
 * was attempted, on what, and what to do, and contains no token, phone number or message text.
 */
export class DalilError extends Error {
  readonly code: string
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: string, message: string, options: DalilErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'DalilError'
    this.code = code
    this.details = options.details ?? {}
  }
}

/** Whether `error` is a {@link DalilError}, of that code where one is given. */
export function isDalilError(error: unknown, code?: string): error is DalilError {
  return error instanceof DalilError && (code === undefined || error.code === code)
}

/** The message of anything thrown, for a log line or a report. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
