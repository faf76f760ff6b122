import type { AuditEntry, Clock, Repositories, Sealer, Store } from '../ports/index.ts'
import { openReferral } from './records.ts'
import { checked, contactKey, parseSilent, type SilentContact, weighReports } from './silent.ts'

/** The contacts that do not answer. */
export interface SilentBook {
  /** All of which somebody said so. */
  list(): Promise<readonly SilentContact[]>
  /** Those to warn of, by {@link contactKey}; what turns look into, at most {@link FRESH_MS} old. */
  warned(): ReadonlySet<string>
  /** Weighs what people said; to be called every minute or so. */
  gather(): Promise<void>
  /** The staff found that it answers; `by` is their account, for the audit log. */
  check(contact: Pick<SilentContact, 'partner' | 'value'>, by: string): Promise<void>
}

/** What the book works with. */
export interface SilentBookOptions {
  readonly store: Store
  readonly sealer: Sealer
  readonly clock: Clock
  /** Notes who did what, within the same transaction. */
  readonly audit: (kept: Repositories, entry: AuditEntry) => Promise<void>
}

/** What another machine found out is known after this time, in ms. */
const FRESH_MS = 60_000
const SETTING = 'silent-contacts'

/** Opens the book of a store. It begins empty; `gather` fills it. */
export function createSilentBook({ store, sealer, clock, audit }: SilentBookOptions): SilentBook {
  let known: ReadonlySet<string> = new Set()
  let readAt = Number.NEGATIVE_INFINITY
  const remember = (contacts: readonly SilentContact[]) => {
    readAt = clock.now()
    const warned = contacts.filter(({ since }) => since !== undefined)
    known = new Set(warned.map(({ partner, value }) => contactKey(partner, value)))
  }
  const list = async () => parseSilent(await store.settings.find(SETTING))
  /** Two machines that weigh at once come one after the other. */
  const change = async (
    work: (now: readonly SilentContact[], kept: Repositories) => Promise<readonly SilentContact[]>,
  ) => {
    const contacts = await store.transaction(
      async (kept) => {
        const before = await kept.settings.find(SETTING)
        const after = await work(parseSilent(before), kept)
        const json = JSON.stringify(after)
        if (json !== (before ?? '[]')) await kept.settings.put(SETTING, json)
        return after
      },
      { alone: SETTING },
    )
    remember(contacts)
  }
  return {
    list,
    warned() {
      if (clock.now() - readAt > FRESH_MS) {
        readAt = clock.now()
        // Until it is read, and where that fails, the turn goes by what is known.
        list().then(remember, () => undefined)
      }
      return known
    },
    gather: () =>
      change(async (contacts, kept) => {
        const reports = (await kept.referrals.listSilent()).flatMap((record) => {
          const { partner, silent: value } = openReferral(sealer, record) ?? {}
          if (partner === undefined || value === undefined) return []
          return [{ partner, value, person: record.person, at: record.saidAt ?? 0 }]
        })
        return weighReports(contacts, reports, clock.now())
      }),
    check: ({ partner, value }, by) =>
      change(async (contacts, kept) => {
        await audit(kept, { by, action: 'contact-checked', target: partner })
        const isIt = (one: SilentContact) => one.partner === partner && one.value === value
        return contacts.map((one) => (isIt(one) ? checked(one, clock.now()) : one))
      }),
  }
}
