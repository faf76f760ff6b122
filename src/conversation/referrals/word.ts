import { dayOf, type FigureEvent, toFigure } from '../../core/index.ts'
import type { PartnerWord, ReferralRecord, Repositories } from '../../ports/index.ts'
import {
  changeableUntil,
  openReferral,
  type PartnerSaid,
  type Referral,
  sealReferral,
} from '../../referrals/index.ts'
import type { DalilOptions } from '../options.ts'
import { openSession, sealSession } from '../records.ts'

const EVENTS: Readonly<Record<PartnerWord, FigureEvent>> = {
  came: 'referral-came',
  'not-helped': 'referral-not-helped',
}

type Keeping = Pick<DalilOptions, 'sealer' | 'pseudonym' | 'clock'>

/** A referral whose partner is heard, and the day under which its word is counted. */
interface Hearing {
  readonly record: ReferralRecord
  readonly referral: Referral
  readonly day: string
}

/**
 * Keeps the word of a partner. Within some days it may be corrected: the last one counts, on the day
 * of the first, and what was said before is kept beside it.
 */
export async function keepWord(
  options: Keeping,
  kept: Repositories,
  id: string,
  word: PartnerWord,
): Promise<void> {
  const { sealer, pseudonym, clock } = options
  const now = clock.now()
  const record = await kept.referrals.find(id)
  const referral = record === undefined ? undefined : openReferral(sealer, record)
  if (record === undefined || referral === undefined || !maySay(referral, word, now)) return
  const { words = [], partnerSays: before } = referral
  const hearing = { record, referral, day: dayOf(words[0]?.at ?? now) }
  if (before !== undefined) await count(kept, hearing, before, -1)
  await count(kept, hearing, word, 1)
  const reached = word === 'came' && (await countReached(options, kept, hearing))
  if (words.at(-1)?.reached === true) await takeBack(options, kept, hearing)
  const said: PartnerSaid = { word, at: now, ...(reached ? { reached } : {}) }
  const heard = { ...referral, partnerSays: word, words: [...words, said] }
  await kept.referrals.put(sealReferral({ sealer, hide: pseudonym }, heard, record))
}

function maySay({ partnerSays, words = [] }: Referral, word: PartnerWord, now: number): boolean {
  if (partnerSays === undefined) return true
  return partnerSays !== word && now < (changeableUntil(words) ?? 0)
}

async function count(kept: Repositories, hearing: Hearing, word: PartnerWord, by: number) {
  const { partner, need, topic, region, campaign } = hearing.referral
  const facets = { partner, need, topic, region, campaign }
  await kept.figures.increment(toFigure(hearing.day, EVENTS[word], facets), by)
}

/** A person counts once for each step of a campaign: that they did stands in their session. */
async function countReached(
  { sealer }: Keeping,
  kept: Repositories,
  { record, referral, day }: Hearing,
): Promise<boolean> {
  const { campaign } = referral
  const found = await markedIn(sealer, kept, record)
  if (campaign === undefined || found === undefined) return false
  const { person, session } = found
  const marks = session.counted ?? []
  if (marks.includes(markOf(campaign))) return false
  await kept.figures.increment(toFigure(day, 'campaign-step', { campaign, step: 'reached' }))
  const counted = [...marks, markOf(campaign)]
  await kept.people.put({ ...person, session: sealSession(sealer, { ...session, counted }) })
  return true
}

/** It was not so; the person still counts where they, or another partner, say that they were there. */
async function takeBack(
  { sealer }: Keeping,
  kept: Repositories,
  { record, referral, day }: Hearing,
): Promise<void> {
  const { campaign } = referral
  const found = await markedIn(sealer, kept, record)
  if (campaign === undefined || found === undefined) return
  const all = await kept.referrals.listOf(record.person)
  const isReached = all.some((one) => {
    if (openReferral(sealer, one)?.campaign !== campaign) return false
    const isHere = one.personSays === 'helped' || one.personSays === 'not-helped'
    return isHere || (one.id !== record.id && one.partnerSays === 'came')
  })
  if (isReached) return
  const { person, session } = found
  await kept.figures.increment(toFigure(day, 'campaign-step', { campaign, step: 'reached' }), -1)
  const counted = (session.counted ?? []).filter((mark) => mark !== markOf(campaign))
  await kept.people.put({ ...person, session: sealSession(sealer, { ...session, counted }) })
}

function markOf(campaign: string): string {
  return `${campaign} reached`
}

async function markedIn(sealer: Keeping['sealer'], kept: Repositories, record: ReferralRecord) {
  const person = await kept.people.find(record.person)
  if (person === undefined) return undefined
  const fallback = { locale: record.locale, now: record.createdAt }
  return { person, session: openSession(sealer, person.session, fallback) }
}
