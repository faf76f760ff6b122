import type { PersonId, Session } from '../core/index.ts'
import type { PersonRecord, Sealer } from '../ports/index.ts'
import { openSession } from './records.ts'

/** The sessions of people, sealed in the store. */
export interface Sessions {
  /** The session of a record; a new one where there is none, or where it cannot be read. */
  open(record: PersonRecord | undefined, fallback: Parameters<typeof openSession>[2]): Session
  /** Notes what was sealed of a person. */
  note(person: PersonId, sealed: string, session: Session): void
  /** Forgets what is at hand of a person, or of all; the store has what is kept. */
  forget(person?: PersonId): void
}

/** So many sessions are at hand: those of the people who wrote last. */
const AT_HAND = 2000

/**
 * Creates the sessions of a sealer. Who writes mostly wrote a minute ago: what was sealed then is
 * still at hand, for as long as the record holds the very same.
 */
export function createSessions(sealer: Sealer): Sessions {
  const atHand = new Map<PersonId, { readonly sealed: string; readonly session: Session }>()
  return {
    open(record, fallback) {
      const found = record === undefined ? undefined : atHand.get(record.id)
      if (found !== undefined && found.sealed === record?.session) return found.session
      return openSession(sealer, record?.session, fallback)
    },
    note(person, sealed, session) {
      atHand.delete(person)
      atHand.set(person, { sealed, session })
      const [oldest] = atHand.size > AT_HAND ? atHand.keys() : []
      if (oldest !== undefined) atHand.delete(oldest)
    },
    forget(person) {
      if (person === undefined) atHand.clear()
      else atHand.delete(person)
    },
  }
}
