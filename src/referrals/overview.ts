import type { ReferralTally, Store, UndeliveredReason } from '../ports/index.ts'
import { type Hiding, hiddenPartner, openReferral } from './records.ts'
import { isNotice, noticeOf, type Referral } from './referral.ts'

/** How the referrals to one partner ended: what it says, and what the people say. */
export interface PartnerOutcome {
  /** `undefined` for partners that are no longer in the directory, all together. */
  readonly partner: string | undefined
  readonly made: number
  readonly came: number
  readonly notHelped: number
  readonly helped: number
  readonly unhelped: number
  readonly notReached: number
}

/** A letter to a partner that could not be brought. */
export interface FailedLetter {
  readonly referral: Referral
  readonly reason: UndeliveredReason
}

/** What the staff see of referrals: never who. */
export interface ReferralOverview {
  /** Of all partners that somebody was sent to, the most first. */
  outcomes(partners: Iterable<string>): Promise<readonly PartnerOutcome[]>
  /** The referrals to a partner, newest first; those made before `before` where given. */
  list(
    partner: string,
    options: { readonly limit: number; readonly before?: number },
  ): Promise<readonly Referral[]>
  /** The letters that failed, oldest first. */
  failedLetters(): Promise<readonly FailedLetter[]>
}

/** How the ids of letters end. */
const NOTICE = noticeOf('')

/** Letters that are looked through. */
const MAX_FAILED = 500

/** Creates the overview of a store. */
export function createReferralOverview(
  options: Hiding & { readonly store: Store },
): ReferralOverview {
  const { store, sealer, hide } = options
  return {
    async outcomes(partners) {
      const names = new Map([...partners].map((one) => [hiddenPartner(hide, one), one]))
      const groups = new Map<string | undefined, ReferralTally[]>()
      for (const row of await store.referrals.tally()) {
        const partner = names.get(row.partner)
        groups.set(partner, [...(groups.get(partner) ?? []), row])
      }
      return [...groups]
        .map(([partner, rows]) => outcomeOf(partner, rows))
        .sort((a, b) => b.made - a.made || (a.partner ?? '').localeCompare(b.partner ?? ''))
    },
    async list(partner, range) {
      const records = await store.referrals.list({
        partner: hiddenPartner(hide, partner),
        ...range,
      })
      return records.flatMap((record) => openReferral(sealer, record) ?? [])
    },
    async failedLetters() {
      const failed = await store.outbox.listFailed(MAX_FAILED)
      const letters = failed.filter(({ id }) => isNotice(id))
      const found = await Promise.all(
        letters.map(async ({ id, reason = 'refused' }) => {
          const record = await store.referrals.find(id.slice(0, -NOTICE.length))
          const referral = record === undefined ? undefined : openReferral(sealer, record)
          const isOf = referral !== undefined && noticeOf(referral.id) === id
          return isOf ? [{ referral, reason }] : []
        }),
      )
      return found.flat()
    },
  }
}

function outcomeOf(partner: string | undefined, rows: readonly ReferralTally[]): PartnerOutcome {
  const count = (isOne: (row: ReferralTally) => boolean) =>
    rows.filter(isOne).reduce((sum, row) => sum + row.count, 0)
  return {
    partner,
    made: count(() => true),
    came: count(({ partnerSays }) => partnerSays === 'came'),
    notHelped: count(({ partnerSays }) => partnerSays === 'not-helped'),
    helped: count(({ personSays }) => personSays === 'helped'),
    unhelped: count(({ personSays }) => personSays === 'not-helped'),
    notReached: count(({ personSays }) => personSays === 'not-reached'),
  }
}
