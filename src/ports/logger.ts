/** Structured log. Fields never hold what a person wrote, an address or a secret. */
export interface Logger {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void
  info(message: string, fields?: Readonly<Record<string, unknown>>): void
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void
  error(message: string, fields?: Readonly<Record<string, unknown>>): void
}

/** A logger that says nothing, for tests and one-off commands. */
export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} }
