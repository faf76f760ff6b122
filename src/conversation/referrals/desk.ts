import type { PartnerWord } from '../../ports/index.ts'
import { changeableUntil, openReferral, type Referral, readToken } from '../../referrals/index.ts'
import type { DalilOptions } from '../options.ts'
import { keepWord } from './word.ts'

/** What a link to a partner's page leads to. */
export type Opened =
  | {
      readonly type: 'referral'
      readonly referral: Referral
      /** Until when the partner may correct what it said, ms since 1970; left out where it may not. */
      readonly until?: number
    }
  /** It was erased, or is too old. */
  | { readonly type: 'gone' }
  | { readonly type: 'ended' }
  | { readonly type: 'forged' }

/** Where partners say what became of people, each by a link that is signed. */
export interface PartnerDesk {
  /** What the link is about; opening it changes nothing. */
  open(token: string): Promise<Opened>
  /** Keeps the word of the partner, which it may correct for some days; to say it again changes nothing. */
  say(token: string, word: PartnerWord): Promise<Opened>
}

/** What the desk works with. */
export type PartnerDeskOptions = Pick<DalilOptions, 'store' | 'sealer' | 'pseudonym' | 'clock'>

/** Creates the desk of a store. */
export function createPartnerDesk(options: PartnerDeskOptions): PartnerDesk {
  const { store, sealer, clock } = options
  const find = async (token: string) => {
    const read = readToken(token, { hide: options.pseudonym, now: clock.now() })
    if (read.type !== 'referral') return read
    const record = await store.referrals.find(read.id)
    const referral = record === undefined ? undefined : openReferral(sealer, record)
    if (record === undefined || referral === undefined) return { type: 'gone' } as const
    const until = changeableUntil(referral.words ?? [])
    const isOpen = until !== undefined && clock.now() < until
    return { type: 'referral', referral, record, ...(isOpen ? { until } : {}) } as const
  }
  return {
    open: find,
    async say(token, word) {
      const found = await find(token)
      if (found.type !== 'referral') return found
      const { id, person } = found.record
      await store.transaction((kept) => keepWord(options, kept, id, word), { alone: person })
      return find(token)
    },
  }
}
