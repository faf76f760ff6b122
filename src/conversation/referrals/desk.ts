import { dayOf, type Facets, type FigureEvent, toFigure } from '../../core/index.ts'
import type { PartnerWord, ReferralRecord, Repositories } from '../../ports/index.ts'
import { openReferral, type Referral, readToken } from '../../referrals/index.ts'
import type { DalilOptions } from '../options.ts'
import { openSession, sealSession } from '../records.ts'

/** What a link to a partner's page leads to. */
export type Opened =
  | { readonly type: 'referral'; readonly referral: Referral }
  /** It was erased, or is too old. */
  | { readonly type: 'gone' }
  | { readonly type: 'ended' }
  | { readonly type: 'forged' }

/** Where partners say what became of people, each by a link that is signed. */
export interface PartnerDesk {
  /** What the link is about; opening it changes nothing. */
  open(token: string): Promise<Opened>
  /** Keeps the word of the partner. The first one stays; to say it again changes nothing. */
  say(token: string, word: PartnerWord): Promise<Opened>
}

/** What the desk works with. */
export type PartnerDeskOptions = Pick<DalilOptions, 'store' | 'sealer' | 'pseudonym' | 'clock'>

const EVENTS: Readonly<Record<PartnerWord, FigureEvent>> = {
  came: 'referral-came',
  'not-helped': 'referral-not-helped',
}

/** Creates the desk of a store. */
export function createPartnerDesk(options: PartnerDeskOptions): PartnerDesk {
  const { store, sealer, clock } = options
  const find = async (token: string) => {
    const read = readToken(token, { hide: options.pseudonym, now: clock.now() })
    if (read.type !== 'referral') return read
    const record = await store.referrals.find(read.id)
    const referral = record === undefined ? undefined : openReferral(sealer, record)
    if (record === undefined || referral === undefined) return { type: 'gone' } as const
    return { type: 'referral', referral, record } as const
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

async function keepWord(
  options: PartnerDeskOptions,
  kept: Repositories,
  id: string,
  word: PartnerWord,
): Promise<void> {
  const record = await kept.referrals.find(id)
  const referral = record === undefined ? undefined : openReferral(options.sealer, record)
  if (record === undefined || referral === undefined || record.partnerSays !== undefined) return
  await kept.referrals.put({ ...record, partnerSays: word })
  const day = dayOf(options.clock.now())
  const { partner, need, topic, region, campaign } = referral
  const facets = { partner, need, topic, region, campaign }
  await kept.figures.increment(toFigure(day, EVENTS[word], facets))
  if (word === 'came' && campaign !== undefined) {
    await countReached(options, kept, record, { campaign, step: 'reached' })
  }
}

/** A person counts once for each step of a campaign: that they did stands in their session. */
async function countReached(
  { sealer, clock }: PartnerDeskOptions,
  kept: Repositories,
  record: ReferralRecord,
  facets: Facets,
): Promise<void> {
  const person = await kept.people.find(record.person)
  if (person === undefined) return
  const fallback = { locale: record.locale, now: record.createdAt }
  const session = openSession(sealer, person.session, fallback)
  const mark = `${facets.campaign} ${facets.step}`
  const counted = session.counted ?? []
  if (counted.includes(mark)) return
  await kept.figures.increment(toFigure(dayOf(clock.now()), 'campaign-step', facets))
  await kept.people.put({
    ...person,
    session: sealSession(sealer, { ...session, counted: [...counted, mark] }),
  })
}
