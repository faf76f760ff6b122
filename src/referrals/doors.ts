import { isSecret } from '../core/index.ts'
import type { AuditEntry, Clock, Repositories, Store } from '../ports/index.ts'
import { readCode } from './code.ts'
import { createGuesses } from './guesses.ts'
import { LINK_DAYS, toToken } from './link.ts'
import { type Hiding, hiddenCode, openReferral } from './records.ts'

/** What a code leads to that a partner typed. */
export type Looked =
  /** The token of the page of that slip. */
  | { readonly type: 'slip'; readonly token: string }
  /** The check letter says that it was misheard or mistyped. */
  | { readonly type: 'misspelt' }
  /** No slip for this partner has it, or it is too old. Of slips for others nothing is said. */
  | { readonly type: 'unknown' }
  /** It was wrong too often; possible again after so long. */
  | { readonly type: 'wait'; readonly forMs: number }
  /** The key was replaced, or is none. */
  | { readonly type: 'closed' }

/**
 * The doors by which partners find a slip from its code, each with a key that the staff hand over.
 * A code alone opens nothing: there are few enough of them to try all.
 */
export interface PartnerDoors {
  /** The key of a partner, as the last part of an address. */
  keyOf(partner: string): Promise<string>
  /** Replaces it: the one before opens nothing any more. `by` is a staff account. */
  renew(partner: string, by: string): Promise<void>
  /** Whose key that is. */
  enter(key: string): Promise<string | undefined>
  lookUp(key: string, typed: string): Promise<Looked>
}

/** What doors work with. */
export interface PartnerDoorsOptions extends Hiding {
  readonly store: Store
  readonly clock: Clock
  /** Notes who did what, within the same transaction. */
  readonly audit: (kept: Repositories, entry: AuditEntry) => Promise<void>
}

const DAY_MS = 86_400_000

/** Creates the doors of a store. Wrong codes are counted by each process. */
export function createPartnerDoors(options: PartnerDoorsOptions): PartnerDoors {
  const { store, sealer, hide, clock, audit } = options
  const guesses = createGuesses(clock)
  const enter = async (key: string) => {
    const [partner = '', number = '', signature = '', ...more] = key.split('.')
    if (more.length > 0 || !isSecret(signature, sign(hide, partner, number))) return undefined
    return number === (await numberOf(store, partner)) ? partner : undefined
  }
  return {
    enter,
    async keyOf(partner) {
      const number = await numberOf(store, partner)
      return [partner, number, sign(hide, partner, number)].join('.')
    },
    async renew(partner, by) {
      const name = settingOf(partner)
      const work = async (kept: Repositories) => {
        await kept.settings.put(name, String(Number(await numberOf(kept, partner)) + 1))
        await audit(kept, { by, action: 'partner-key-renewed', target: partner })
      }
      await store.transaction(work, { alone: name })
    },
    async lookUp(key, typed) {
      const partner = await enter(key)
      if (partner === undefined) return { type: 'closed' }
      const forMs = guesses.waits(partner)
      if (forMs > 0) return { type: 'wait', forMs }
      const code = readCode(typed)
      if (code === undefined) return { type: 'misspelt' }
      const record = await store.referrals.findByCode(hiddenCode(hide, code))
      const isRecent = record !== undefined && clock.now() < record.createdAt + LINK_DAYS * DAY_MS
      if (isRecent && openReferral(sealer, record)?.partner === partner) {
        return { type: 'slip', token: toToken(record.id, record.createdAt, hide) }
      }
      guesses.wrong(partner)
      return { type: 'unknown' }
    },
  }
}

/** How often the key of a partner was made, from one. */
async function numberOf({ settings }: Pick<Repositories, 'settings'>, partner: string) {
  return (await settings.find(settingOf(partner))) ?? '1'
}

function settingOf(partner: string): string {
  return `partner-key ${partner}`
}

function sign(hide: Hiding['hide'], partner: string, number: string): string {
  return hide(`partner key ${partner} ${number}`)
}
