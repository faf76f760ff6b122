import type { ChannelName, PersonId } from '../core/index.ts'
import type { ReferralRecord, Sealer } from '../ports/index.ts'
import { contentOf, parseContent, type Referral } from './referral.ts'

/** What the content of a referral is sealed for. */
export const REFERRAL_PURPOSE = 'referral'

/** What hides a referral from whoever reads the store. */
export interface Hiding {
  readonly sealer: Sealer
  /** The same name without a meaning for the same value, and no way back. */
  readonly hide: (value: string) => string
}

/** The name under which referrals to a partner are kept. */
export function hiddenPartner(hide: Hiding['hide'], partner: string): string {
  return hide(`partner ${partner}`)
}

/** The name under which the referral with a code is kept. */
export function hiddenCode(hide: Hiding['hide'], code: string): string {
  return hide(`slip code ${code}`)
}

/** A referral for the store. */
export function sealReferral(
  { sealer, hide }: Hiding,
  referral: Referral,
  of: { readonly person: PersonId; readonly channel: ChannelName },
): ReferralRecord {
  const { id, locale, createdAt, askAt, partnerSays, personSays, saidAt, silent } = referral
  return {
    ...{ id, person: of.person, channel: of.channel, locale, createdAt },
    content: sealer.seal(contentOf(referral), REFERRAL_PURPOSE),
    partner: hiddenPartner(hide, referral.partner),
    code: hiddenCode(hide, referral.code),
    ...(askAt === undefined ? {} : { askAt }),
    ...(partnerSays === undefined ? {} : { partnerSays }),
    ...(personSays === undefined ? {} : { personSays }),
    ...(saidAt === undefined ? {} : { saidAt }),
    ...(silent === undefined ? {} : { silent: hide(`silent ${referral.partner} ${silent}`) }),
  }
}

/** Reads a referral that was kept; `undefined` where it cannot be read any more. */
export function openReferral(sealer: Sealer, record: ReferralRecord): Referral | undefined {
  const { id, locale, createdAt, askAt, partnerSays, personSays, saidAt } = record
  try {
    const content = parseContent(sealer.open(record.content, REFERRAL_PURPOSE))
    if (content === undefined) return undefined
    return {
      ...{ id, locale, createdAt, ...content },
      ...(askAt === undefined ? {} : { askAt }),
      ...(partnerSays === undefined ? {} : { partnerSays }),
      ...(personSays === undefined ? {} : { personSays }),
      ...(saidAt === undefined ? {} : { saidAt }),
    }
  } catch {
    // A key that was lost must not silence the person.
    return undefined
  }
}
