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

/** What broke, as a log may tell it: nothing in it was written by a person. */
export interface Flaw {
  /** A {@link DalilError} with its message, anything else by its code or name; then what caused it. */
  readonly reason: string
  /** Where it was thrown: the innermost frames of the stack, without the message above them. */
  readonly at: readonly string[]
}

/** More frames lead into the libraries underneath. */
const FRAMES = 8
/** An error that is its own cause ends too. */
const CAUSES = 3

/**
 * What may be logged of anything thrown, also by a library. Its message may repeat what a person
 * wrote ("zineb is not valid JSON"), and its fields may hold a whole request; so neither is told.
 */
export function flawOf(error: unknown): Flaw {
  const chain = [error]
  while (chain.length < CAUSES) {
    const last = chain.at(-1)
    if (!(last instanceof Error) || last.cause === undefined) break
    chain.push(last.cause)
  }
  return { reason: chain.map(nameOf).join(', caused by '), at: framesOf(error) }
}

function nameOf(error: unknown): string {
  if (error instanceof DalilError) return `${error.code}: ${error.message}`
  if (!(error instanceof Error)) return `a ${typeof error} was thrown`
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (/^[\w:.-]{1,60}$/u.test(code)) return code
  return /^\w{1,60}$/u.test(error.name) ? error.name : 'Error'
}

function framesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return []
  return error.stack
    .replace(error.message, '')
    .split('\n')
    .filter((line) => /^ +at .*:\d+:\d+\)?$/u.test(line))
    .slice(0, FRAMES)
    .map((line) => line.trim())
}
