import {
  NEEDS,
  type Need,
  type OutboundMessage,
  type Partner,
  type Topic,
} from '../../core/index.ts'
import {
  ASK_DAYS,
  MAX_SLIPS,
  type Referral,
  SAME_SLIP_DAYS,
  takesSlips,
} from '../../referrals/index.ts'
import { addDays, momentOf } from '../../reminders/index.ts'
import { menuMessage } from '../replies/menu.ts'
import { canTell, noticeLines, slipText } from '../replies/referral.ts'
import type { TurnResult } from '../result.ts'
import { message, result, say, type Turn } from '../turn.ts'
import { repeatFlow } from './flow.ts'

const DAY_MS = 86_400_000

/** Where the picture of a slip cannot be shown it would only be words twice. */
const WITHOUT_PICTURES: readonly Turn['channel'][] = ['console']

/** "A slip to take along": `need:partner` as the choice has it. */
export function giveSlip(turn: Turn, of: string): TurnResult | undefined {
  const wanted = readWanted(turn, of)
  if (wanted === undefined) return undefined
  if (!takesSlips(wanted.partner)) return gone(turn)
  const before = sameAs(turn, wanted.partner)
  if (before === undefined && isTooMany(turn)) return tooMany(turn)
  return handOver(turn, before ?? newReferral(turn, wanted), wanted.partner)
}

/** "Tell them I am coming": first, all that would be written, and the day. */
export function offerToTell(turn: Turn, of: string): TurnResult | undefined {
  const wanted = readWanted(turn, of)
  if (wanted === undefined) return undefined
  const { partner, need } = wanted
  if (!takesSlips(partner) || !canTell(turn, partner)) return gone(turn)
  const before = sameAs(turn, partner)
  if (before === undefined && isTooMany(turn)) return tooMany(turn)
  if (before?.toldFor !== undefined) return handOver(turn, before, partner)
  const told = noticeLines(turn, before ?? newReferral(turn, wanted))
  const lines = [say(turn, 'referral:consent.code'), ...told].map((line) => `• ${line}`)
  const text = say(turn, 'referral:consent.text', {
    name: partner.name[turn.locale],
    lines: lines.join('\n'),
  })
  const choices = [
    { data: 'vd:0', label: say(turn, 'referral:consent.today') },
    { data: 'vd:1', label: say(turn, 'referral:consent.tomorrow') },
    { data: 'vd:7', label: say(turn, 'referral:consent.week') },
    { data: 'vd:no', label: say(turn, 'referral:consent.no') },
  ]
  const session = { ...turn.session, referring: { partner: partner.partner, need } }
  return result(turn, [message(turn, text, choices)], { kind: 'command', session })
}

/** The person chose a day, in so many days, and with it that the partner is told; or not. */
export function tellOrNot(turn: Turn, days: string): TurnResult | undefined {
  const { referring, ...session } = turn.session
  const partner = turn.services.knowledge.directory.partners.get(referring?.partner ?? '')
  if (referring === undefined || partner === undefined) return undefined
  const at = { ...turn, session }
  const before = sameAs(at, partner)
  const referral = before ?? newReferral(at, { partner, need: referring.need })
  if (!/^[017]$/u.test(days)) {
    const declined = message(at, say(at, 'referral:consent.declined'))
    const given = handOver(at, referral, partner)
    return { ...given, messages: [declined, ...given.messages] }
  }
  if (!canTell(at, partner) || before?.toldFor !== undefined) return handOver(at, referral, partner)
  const told = { ...referral, toldFor: addDays(turn.today, Number(days)) }
  return { ...handOver(at, told, partner), referral: told, tell: true }
}

/** The slip; kept and counted where it is a new one. */
function handOver(turn: Turn, referral: Referral, partner: Partner): TurnResult {
  const isNew = referral.id === turn.slip.id
  const { partner: id, need, topic } = referral
  const told = referral.toldFor !== undefined
  const of = `${need}:${id}`
  const choices = [
    ...(canTell(turn, partner) && !told
      ? [{ data: `v:${of}`, label: say(turn, 'referral:tell') }]
      : []),
    { data: 'm', label: say(turn, 'menu.top') },
  ]
  const slip = message(turn, slipText(turn, referral, partner), choices)
  const isPictured = !turn.session.discreet && !WITHOUT_PICTURES.includes(turn.channel)
  const facets = { partner: id, need, ...(topic === undefined ? {} : { topic }) }
  return result(turn, [slip, ...(repeatFlow(turn) ?? [])], {
    kind: 'command',
    ...(isNew ? { events: [{ event: 'referral-made', facets }] } : {}),
    referral,
    ...(isPictured ? { pictured: true } : {}),
  })
}

interface Wanted {
  readonly partner: Partner
  readonly need: Need
}

function readWanted(turn: Turn, of: string): Wanted | undefined {
  const [asked = '', id = ''] = of.split(':')
  const partner = turn.services.knowledge.directory.partners.get(id)
  const need = NEEDS.find((one) => one === asked)
  return partner === undefined || need === undefined ? undefined : { partner, need }
}

function newReferral(turn: Turn, { partner, need }: Wanted): Referral {
  const { towns } = turn.services.knowledge.directory
  const { city, campaign } = turn.session
  const region = city === undefined ? undefined : towns.get(city)?.region
  const topic: Topic | undefined = partner.topics.length === 1 ? partner.topics[0] : undefined
  return {
    ...{ id: turn.slip.id, code: turn.slip.code },
    ...{ partner: partner.partner, need, locale: turn.locale, createdAt: turn.now },
    askAt: momentOf(addDays(turn.today, ASK_DAYS)),
    ...(topic === undefined ? {} : { topic }),
    ...(city === undefined ? {} : { town: city }),
    ...(region === undefined ? {} : { region }),
    ...(campaign === undefined ? {} : { campaign: campaign.last }),
  }
}

/** The slip that the person already has for this partner and has not used, as far as is known. */
function sameAs(turn: Turn, partner: Partner): Referral | undefined {
  return recent(turn).findLast(
    (one) => one.partner === partner.partner && one.partnerSays === undefined,
  )
}

function isTooMany(turn: Turn): boolean {
  return recent(turn).length >= MAX_SLIPS
}

function recent({ referrals, now }: Turn): readonly Referral[] {
  return referrals.filter(({ createdAt }) => createdAt > now - SAME_SLIP_DAYS * DAY_MS)
}

function tooMany(turn: Turn): TurnResult {
  const text = say(turn, 'referral:too-many', { count: MAX_SLIPS })
  return result(turn, [menuOr(turn, text)], { kind: 'command' })
}

/** The place has closed or is full since it was named. */
function gone(turn: Turn): TurnResult {
  const choices = [
    { data: 'w:find-partner', label: say(turn, 'menu.find-partner') },
    { data: 'm', label: say(turn, 'menu.top') },
  ]
  return result(turn, [message(turn, say(turn, 'referral:gone'), choices)], { kind: 'command' })
}

function menuOr(turn: Turn, text: string): OutboundMessage {
  return turn.session.flow === undefined ? menuMessage(turn, text) : message(turn, text)
}
