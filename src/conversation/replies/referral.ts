import { type Choice, type Contact, dayOf, type Need, type Partner } from '../../core/index.ts'
import { showDate } from '../../flow/index.ts'
import { type RankedPartner, reachOf } from '../../partners/index.ts'
import { needAt, noticeAddress, type Referral, takesSlips } from '../../referrals/index.ts'
import { say, type Turn } from '../turn.ts'

/** More slips than these are not offered at a time. */
const MAX_OFFERED = 2

/** "A slip to take along", "tell them I am coming", for partners that were just named. */
export function offerSlips(
  turn: Turn,
  ranked: readonly Pick<RankedPartner, 'partner'>[],
  need: Need,
): readonly Choice[] {
  const partners = ranked.map(({ partner }) => partner).filter(takesSlips)
  const offered = partners.slice(0, MAX_OFFERED)
  return offered.flatMap((partner) => {
    const of = `${needAt(partner, need)}:${partner.partner}`
    const label = (key: string) =>
      offered.length === 1
        ? say(turn, `referral:${key}`)
        : say(turn, `referral:${key}-named`, { name: partner.name[turn.locale] })
    const slip = { data: `i:${of}`, label: label('offer') }
    return canTell(turn, partner) ? [slip, { data: `v:${of}`, label: label('tell') }] : [slip]
  })
}

/** Whether a partner can be written to before somebody comes. */
export function canTell({ services }: Pick<Turn, 'services'>, partner: Partner): boolean {
  return noticeAddress(partner, services.notices) !== undefined
}

/** A slip as a person reads it. */
export function slipText(turn: Turn, referral: Referral, partner: Partner): string {
  const { directory, texts } = turn.services.knowledge
  return [
    say(turn, 'referral:slip.title', { code: referral.code }),
    [
      say(turn, 'referral:slip.for', { name: partner.name[turn.locale] }),
      needLine(turn, referral.need),
      ...reachOf(texts, directory, partner, turn.locale),
    ].join('\n'),
    say(turn, bringKey(referral.need)),
    [say(turn, 'referral:slip.show'), ...noticeLine(turn, referral, partner)].join('\n'),
    say(turn, 'referral:slip.later'),
  ].join('\n\n')
}

/** That the partner knows, or that nobody can tell it in the person's place. */
function noticeLine(turn: Turn, { toldFor }: Referral, partner: Partner): readonly string[] {
  if (toldFor !== undefined) {
    return [say(turn, 'referral:slip.told', { day: showDate(turn.locale, toldFor) })]
  }
  if (canTell(turn, partner)) return []
  const has = (...types: readonly Contact['type'][]) =>
    partner.contacts.some(({ type }) => types.includes(type))
  if (has('phone', 'short-number')) return [say(turn, 'referral:slip.call')]
  return has('whatsapp') ? [say(turn, 'partner-desk:slip.write')] : []
}

/** What a partner is told of a person, besides a code and the day: what both of them read. */
export function noticeLines(
  turn: Pick<Turn, 'services' | 'locale'>,
  { need, town }: Pick<Referral, 'need' | 'town'>,
): readonly string[] {
  const { towns } = turn.services.knowledge.directory
  return [
    needLine(turn, need),
    ...(town === undefined
      ? []
      : [say(turn, 'referral:slip.town', { town: towns.nameOf(town, turn.locale) })]),
  ]
}

/** "Need: shelter". */
function needLine(turn: Pick<Turn, 'services' | 'locale'>, need: Need): string {
  const name = turn.services.knowledge.directory.needs.get(need)?.[turn.locale] ?? need
  return say(turn, 'referral:slip.need', { need: name })
}

const MEDICAL: readonly Need[] = ['cancer-treatment', 'treatment-costs', 'lodging', 'disability']
const BIRTH: readonly Need[] = ['birth-registration', 'mother-support', 'pregnancy-care']

/** The key of the text that says what to bring. */
export function bringKey(need: Need): string {
  if (MEDICAL.includes(need)) return 'referral:bring.medical'
  return BIRTH.includes(need) ? 'referral:bring.birth' : 'referral:bring.general'
}

/** The slips of a person, line by line, for whoever asks what is kept of them. */
export function slipLines(turn: Turn): readonly string[] {
  const { partners, needs } = turn.services.knowledge.directory
  return turn.referrals.map((one) => {
    const line = say(turn, 'referral:data.line', {
      day: showDate(turn.locale, dayOf(one.createdAt)),
      code: one.code,
      name: partners.get(one.partner)?.name[turn.locale] ?? one.partner,
      need: needs.get(one.need)?.[turn.locale] ?? one.need,
    })
    const { toldFor } = one
    if (toldFor === undefined) return line
    return `${line} (${say(turn, 'referral:data.told', { day: showDate(turn.locale, toldFor) })})`
  })
}
