import pino from 'pino'
import type { Logger } from './ports/index.ts'

/** A structured log on standard error; standard output belongs to what was asked for. */
export function createLogger(level: 'debug' | 'info' | 'warn' | 'error' | 'silent'): Logger {
  const log = pino({ level, base: null }, pino.destination({ fd: 2, sync: true }))
  return {
    debug: (message, fields) => log.debug(fields ?? {}, message),
    info: (message, fields) => log.info(fields ?? {}, message),
    warn: (message, fields) => log.warn(fields ?? {}, message),
    error: (message, fields) => log.error(fields ?? {}, message),
  }
}
