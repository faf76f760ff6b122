import {
  audienceCode,
  MAX_SUBSCRIPTIONS,
  NEWS_TOPICS,
  parseAudience,
} from '../../announcements/index.ts'
import type { Choice, OutboundMessage } from '../../core/index.ts'
import type { Audience } from '../../ports/index.ts'
import { findSubscription, nameOf, offerOf } from '../announcements/offer.ts'
import type { TurnResult } from '../result.ts'
import { type KeptSubscription, message, result, say, type Turn } from '../turn.ts'
import { repeatFlow } from './flow.ts'

/** What the buttons that end a subscription begin with: `u:topic:work`, `u:all`. */
const DATA = 'u:'

/** What a person asked to hear of, each with a button that ends it, and what else there is. */
export function listSubscriptions(turn: Turn): TurnResult {
  return result(turn, [listMessage(turn)], { kind: 'command' })
}

/** A tap on such a choice; without an audience, the list. */
export function subscribe(turn: Turn, code: string): TurnResult | undefined {
  if (code === '') return listSubscriptions(turn)
  const { towns } = turn.services.knowledge.directory
  const audience = parseAudience(code, (id) => towns.get(id) !== undefined)
  if (audience === undefined) return undefined
  const name = nameOf(turn, audience)
  const again = repeatFlow(turn) ?? []
  const reply = (key: string, rest: Partial<TurnResult> = {}) => {
    const text = say(turn, `announcements:${key}`, { name, count: MAX_SUBSCRIPTIONS })
    return result(turn, [message(turn, text), ...again], { kind: 'command', ...rest })
  }
  if (findSubscription(turn, audience) !== undefined) return reply('known')
  if (turn.subscriptions.length >= MAX_SUBSCRIPTIONS) return reply('full')
  return reply('kept', {
    subscribe: audience,
    events: [{ event: 'subscribed', facets: facetsOf(audience) }],
  })
}

/** Ends the subscription of that code, or `all` of them; `undefined` where there is none such. */
export function unsubscribe(turn: Turn, code: string): TurnResult | undefined {
  const isMeant = ({ audience }: KeptSubscription) => audienceCode(audience) === code
  return leave(turn, code === 'all' ? turn.subscriptions : turn.subscriptions.filter(isMeant))
}

/** Whether what was said last offers to end subscriptions. */
function areOffered({ session }: Turn): boolean {
  return session.choices.some(({ data }) => data.startsWith(DATA))
}

/**
 * What "stop" means to somebody who was just shown an announcement or the list: the end of what was
 * shown. `undefined` where it means something else.
 */
export function stopShown(turn: Turn): TurnResult | undefined {
  if (!areOffered(turn)) return undefined
  const codes = turn.session.choices.map(({ data }) => data.slice(DATA.length))
  const shown = turn.subscriptions.filter(({ audience }) => codes.includes(audienceCode(audience)))
  return leave(turn, shown)
}

/** The same some messages after an announcement, for somebody who is in the middle of nothing. */
export function stopAnnounced(turn: Turn): TurnResult | undefined {
  return leave(
    turn,
    turn.subscriptions.filter(({ audience }) => audienceCode(audience) === turn.session.announced),
  )
}

function leave(turn: Turn, ended: readonly KeptSubscription[]): TurnResult | undefined {
  const [first] = ended
  if (first === undefined) return undefined
  const left = turn.subscriptions.filter((one) => !ended.includes(one))
  const done =
    left.length === 0
      ? say(turn, 'announcements:left-all')
      : say(turn, 'announcements:left', { name: nameOf(turn, first.audience) })
  const list = left.length === 0 ? [] : [listMessage({ ...turn, subscriptions: left })]
  const { announced: _announced, ...session } = turn.session
  return result(turn, [message(turn, done), ...list, ...(repeatFlow(turn) ?? [])], {
    kind: 'command',
    session,
    events: ended.map(({ audience }) => ({
      event: 'unsubscribed',
      facets: facetsOf(audience),
    })),
    unsubscribe: ended,
  })
}

function listMessage(turn: Turn): OutboundMessage {
  const { subscriptions, session } = turn
  const names = subscriptions.map(({ audience }) => nameOf(turn, audience))
  const lines = names.map((name) => `• *${name}*`)
  const intro =
    lines.length === 0
      ? [say(turn, 'announcements:none')]
      : [[say(turn, 'announcements:title'), ...lines].join('\n')]
  const town = session.city === undefined ? [say(turn, 'announcements:town')] : []
  const text = [...intro, say(turn, 'announcements:offer'), ...town].join('\n\n')
  const endings = subscriptions.map(({ audience }, at) => ({
    data: `${DATA}${audienceCode(audience)}`,
    label: say(turn, 'announcements:leave', { name: names[at] ?? '' }),
  }))
  const all =
    endings.length > 1 ? [{ data: `${DATA}all`, label: say(turn, 'announcements:leave-all') }] : []
  const menu = session.flow === undefined ? [{ data: 'm', label: say(turn, 'menu.top') }] : []
  return message(turn, text, [...endings, ...all, ...offers(turn), ...menu])
}

function offers(turn: Turn): readonly Choice[] {
  const { city } = turn.session
  const topics = NEWS_TOPICS.flatMap((value) => offerOf(turn, { kind: 'topic', value }))
  return city === undefined ? topics : [...topics, ...offerOf(turn, { kind: 'town', value: city })]
}

function facetsOf({ kind, value }: Audience) {
  return kind === 'topic' ? { kind, topic: value } : { kind }
}
