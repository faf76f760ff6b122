import type { Choice, OutboundMessage } from '../../core/index.ts'
import { offerOf } from '../announcements/offer.ts'
import { menuMessage } from '../replies/menu.ts'
import { partnerMessages } from '../replies/partner.ts'
import type { Seeking } from '../services.ts'
import { message, result, type Stage, say, type Turn } from '../turn.ts'
import { answerWithTown, repeatFlow } from './flow.ts'
import { welcomed } from './welcome.ts'

/** What is not text: a place is used, everything else gets a word about what to do instead. */
export const mediaStage: Stage = (turn) => {
  const { content } = turn
  switch (content.type) {
    case 'voice':
    case 'image':
    case 'document':
    case 'contact':
    case 'call':
    case 'sticker':
    case 'unsupported':
      if (turn.text !== '') return undefined
      return instead(turn, `media.${content.type}`)
    case 'heard':
      return turn.text === '' ? instead(turn, 'voice:not-understood') : undefined
    case 'location':
      return located(turn, content.latitude, content.longitude)
    case 'text':
    case 'edited':
      return turn.text === '' ? instead(turn, 'media.empty') : undefined
    case 'start':
      return welcomed(turn)
    case 'choice':
      return undefined
    case 'deleted':
      // Nothing is said, and what was offered last still stands there.
      return { ...result(turn, [], { kind: 'command' }), session: turn.session }
  }
}

function instead(turn: Turn, key: string) {
  const repeated = repeatFlow(turn)
  if (repeated !== undefined) {
    const hint = message(turn, say(turn, key))
    return result(turn, [hint, ...repeated], { kind: 'flow', session: turn.session })
  }
  return result(turn, [menuMessage(turn, say(turn, key))], { kind: 'unknown', confidence: 0 })
}

function located(turn: Turn, latitude: number, longitude: number) {
  const { towns } = turn.services.knowledge.directory
  const town = towns.nearest(latitude, longitude)
  if (town === undefined) {
    return result(turn, [message(turn, say(turn, 'media.location-unknown'))], { kind: 'command' })
  }
  const answered = answerWithTown(turn, town.id)
  if (answered === undefined) return townTold(turn, town.id, { latitude, longitude })
  return { ...answered, messages: [message(turn, townNoted(turn, town.id)), ...answered.messages] }
}

function townNoted(turn: Turn, town: string): string {
  const city = turn.services.knowledge.directory.towns.nameOf(town, turn.locale)
  return say(turn, 'city.noted', { city })
}

/** The person said where they are: noted, and used at once for what was last asked. */
export function townTold(turn: Turn, town: string, coordinates?: Seeking['coordinates']) {
  const { entries } = turn.services.knowledge
  const session = { ...turn.session, city: town }
  const last = entries.get(turn.session.lastEntry ?? likeliest(turn) ?? '')
  const { lastNeed } = turn.session
  const seeking =
    lastNeed !== undefined || last === undefined
      ? { need: lastNeed ?? ('information' as const) }
      : { need: last.need, topic: last.topic, prefer: last.partners }
  const named = partnerMessages(
    { ...turn, session },
    coordinates === undefined ? seeking : { ...seeking, coordinates },
  )
  const messages = [message(turn, townNoted(turn, town)), ...named.messages]
  const repeated = repeatFlow({ ...turn, session }) ?? [menuWithNews(turn, town, named.choices)]
  return result(turn, [...messages, ...repeated], {
    kind: 'command',
    session,
    events: named.events,
  })
}

/** The first of what "did you mean" offers, where that is what was said last. */
function likeliest({ session }: Turn): string | undefined {
  if (session.pendingQuestion === undefined) return undefined
  return session.choices.find(({ data }) => data.startsWith('e:'))?.data.slice('e:'.length)
}

/** The menu, and the choice to hear what there is in that town. */
function menuWithNews(turn: Turn, town: string, slips: readonly Choice[]): OutboundMessage {
  const menu = menuMessage(turn, undefined, slips)
  if (menu.type !== 'text') return menu
  const news = offerOf(turn, { kind: 'town', value: town })
  return { ...menu, choices: [...(menu.choices ?? []), ...news] }
}
