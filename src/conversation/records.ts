import { createSession, type Locale, type Session } from '../core/index.ts'
import type { Sealer } from '../ports/index.ts'

/** What a sealed text is about; opening it for something else fails. */
export const PURPOSES = {
  address: 'address',
  session: 'session',
  message: 'message',
  question: 'question',
} as const

/** Reads a session that was kept, or starts anew where it cannot be read any more. */
export function openSession(
  sealer: Sealer,
  sealed: string | undefined,
  fallback: { readonly locale: Locale; readonly now: number },
): Session {
  if (sealed === undefined) return createSession(fallback.locale, fallback.now)
  try {
    const value: unknown = JSON.parse(sealer.open(sealed, PURPOSES.session))
    if (isSession(value)) return value
  } catch {
    // A key that was lost or a record that was damaged must not silence the person.
  }
  return createSession(fallback.locale, fallback.now)
}

/** Seals a session for the store. */
export function sealSession(sealer: Sealer, session: Session): string {
  return sealer.seal(JSON.stringify(session), PURPOSES.session)
}

function isSession(value: unknown): value is Session {
  return typeof value === 'object' && value !== null && 'schema' in value && value.schema === 1
}
