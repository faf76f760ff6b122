import type { PersonId } from '../core/index.ts'

/** So many different people must say that a contact does not answer before others are warned. */
const SILENT_PEOPLE = 3

/** A contact of a partner of which people said that it does not answer. */
export interface SilentContact {
  readonly partner: string
  /** The number or address, as the directory has it. */
  readonly value: string
  /** How many said so. */
  readonly people: number
  /** Since when others are warned; left out while they are not. */
  readonly since?: number
  /** When the staff last found that it does answer: what was said before counts no more. */
  readonly checkedAt?: number
}

/** One person's word that a contact does not answer. */
export interface SilentReport {
  readonly partner: string
  readonly value: string
  readonly person: PersonId
  readonly at: number
}

/** A contact as one name, for looking it up. */
export function contactKey(partner: string, value: string): string {
  return `${partner} ${value}`
}

/**
 * What is known of contacts after these reports. Somebody who was warned about stays so until the
 * staff looked, even where those who said it have erased their words since.
 */
export function weighReports(
  known: readonly SilentContact[],
  reports: readonly SilentReport[],
  now: number,
): readonly SilentContact[] {
  const contacts = new Map(known.map((one) => [contactKey(one.partner, one.value), one]))
  const people = new Map<string, Set<PersonId>>()
  for (const { partner, value, person, at } of reports) {
    const key = contactKey(partner, value)
    const contact = contacts.get(key) ?? { partner, value, people: 0 }
    contacts.set(key, contact)
    if (at <= (contact.checkedAt ?? 0)) continue
    people.set(key, (people.get(key) ?? new Set()).add(person))
  }
  return [...contacts].map(([key, contact]) => {
    const count = people.get(key)?.size ?? 0
    if (contact.since !== undefined) return { ...contact, people: Math.max(count, contact.people) }
    return { ...contact, people: count, ...(count >= SILENT_PEOPLE ? { since: now } : {}) }
  })
}

/** The contact after the staff found that it does answer. */
export function checked({ partner, value }: SilentContact, now: number): SilentContact {
  return { partner, value, people: 0, checkedAt: now }
}

/** Reads what {@link JSON.stringify} made of contacts; nothing where that was never kept. */
export function parseSilent(json: string | undefined): readonly SilentContact[] {
  const value: unknown = json === undefined ? [] : JSON.parse(json)
  return Array.isArray(value) ? value.filter(isContact) : []
}

function isContact(value: unknown): value is SilentContact {
  return typeof value === 'object' && value !== null && 'partner' in value && 'value' in value
}
