import type { Choice, OutboundMessage } from '../../core/index.ts'
import { describePartner, type RankedPartner, rankPartners } from '../../partners/index.ts'
import type { TurnEvent } from '../result.ts'
import type { Seeking } from '../services.ts'
import { message, say, type Turn } from '../turn.ts'
import { offerSlips } from './referral.ts'

/** The partner that fits, as text, with the event that counts it. */
export interface Referred {
  readonly text: string
  /** Slips for them, where they take any. */
  readonly choices: readonly Choice[]
  readonly events: readonly TurnEvent[]
}

/** Names the partner that fits this person's need and town, or nothing where there is none. */
export function referTo(turn: Turn, seeking: Seeking, count = 1): Referred | undefined {
  const all = rank(turn, seeking)
  const anywhere = turn.session.city === undefined && all[0] !== undefined && isChance(all[0])
  const ranked = (anywhere ? all.filter((one) => !isLocal(one)) : all).slice(0, count)
  if (ranked.length === 0) return anywhere ? whereabouts(turn, all) : undefined
  const { directory, texts } = turn.services.knowledge
  const cards = ranked.map((one) => describePartner(texts, directory, one, turn.locale))
  const ask =
    turn.session.city === undefined && ranked.some(isLocal) ? [say(turn, 'answer.tell-city')] : []
  const events = ranked.map((one) => ({
    event: 'routed' as const,
    facets: { partner: one.partner.partner, need: seeking.need },
  }))
  const choices = offerSlips(turn, ranked, seeking.need)
  return { text: [...cards, ...ask].join('\n\n'), choices, events }
}

/** Messages that name partners, and what can be done about them. */
export interface Named {
  readonly messages: readonly OutboundMessage[]
  readonly choices: readonly Choice[]
  readonly events: readonly TurnEvent[]
}

/**
 * A message that names partners alone, for the `route` node and for a town that was told. The
 * choices belong under whatever is said last.
 */
export function partnerMessages(turn: Turn, seeking: Seeking, count = 2): Named {
  const referred = referTo(turn, seeking, count)
  if (referred === undefined) return { messages: [], choices: [], events: [] }
  const { text, choices, events } = referred
  return { messages: [message(turn, text)], choices, events }
}

function rank(turn: Turn, seeking: Seeking): readonly RankedPartner[] {
  const { directory } = turn.services.knowledge
  const { need, prefer = [], topic, coordinates } = seeking
  const { locale, now } = turn
  const town = turn.session.city
  return rankPartners(directory, { need, prefer, topic, town, coordinates, locale, now })
}

/** A place in one town, that neither the answer nor the person's town speaks for. */
function isChance(one: RankedPartner): boolean {
  return isLocal(one) && !one.reasons.some(({ type }) => type === 'preferred')
}

/** Every place is in some town, and nobody knows which is near: all towns, and the question. */
function whereabouts(turn: Turn, ranked: readonly RankedPartner[]): Referred {
  const { towns } = turn.services.knowledge.directory
  const ids = new Set(ranked.flatMap(({ partner }) => partner.place.cities))
  const names = [...ids].slice(0, MAX_TOWNS).map((id) => towns.nameOf(id, turn.locale))
  const list = new Intl.ListFormat(turn.locale === 'ary' ? 'ar' : turn.locale).format(names)
  const text = `${say(turn, 'partners:in-towns', { towns: list })}\n${say(turn, 'answer.tell-city')}`
  return { text, choices: [], events: [] }
}

/** More towns than these help nobody to choose. */
const MAX_TOWNS = 8

function isLocal(one: RankedPartner): boolean {
  return one.partner.place.scope !== 'national'
}
