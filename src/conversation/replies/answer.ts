import {
  type Choice,
  directionOf,
  type Entry,
  type OutboundMessage,
  type Partner,
  readIn,
} from '../../core/index.ts'
import type { TurnEvent } from '../result.ts'
import { message, say, type Turn } from '../turn.ts'
import { referTo } from './partner.ts'

/** An answer as a person reads it, with whom to confirm it and whether it has run out. */
export function answerText(
  turn: Pick<Turn, 'services' | 'locale' | 'today' | 'session'>,
  entry: Entry,
): string {
  const written = readIn(entry, turn.locale)
  const { texts } = turn.services.knowledge
  const language = texts.text(written, 'language.name')
  const lines = written === turn.locale ? [] : [say(turn, 'answer.other-language', { language })]
  lines.push(entry.answers[turn.locale].trim())
  const confirm = names(turn, entry.confirm)
  if (turn.today > entry.expires) {
    const whom = confirm || names(turn, entry.partners)
    const values = { reviewed: entry.reviewed, names: whom }
    lines.push(say(turn, whom === '' ? 'answer.expired-alone' : 'answer.expired', values))
  } else if (confirm !== '') {
    lines.push(say(turn, 'answer.confirm', { names: confirm }))
  }
  return lines.join('\n\n')
}

/** The answer, then the partner that fits and what can be done next. */
export function answerMessages(
  turn: Turn,
  entries: readonly Entry[],
): { readonly messages: readonly OutboundMessage[]; readonly events: readonly TurnEvent[] } {
  const [first, second] = entries
  if (first === undefined) return { messages: [], events: [] }
  const messages = [message(turn, answerText(turn, first))]
  if (second !== undefined) {
    messages.push(
      message(turn, `${say(turn, 'answer.two-questions')}\n\n${answerText(turn, second)}`),
    )
  }
  const referred = referTo(turn, { need: first.need, topic: first.topic, prefer: first.partners })
  const events: TurnEvent[] = entries.map((entry) => ({
    event: 'answered',
    facets: { entry: entry.entry, topic: entry.topic },
  }))
  const slips = turn.session.flow === undefined ? (referred?.choices ?? []) : []
  const choices = [
    ...listenChoice(turn, first),
    ...flowChoice(turn, first),
    ...slips,
    ...closing(turn),
  ]
  messages.push(message(turn, referred?.text ?? say(turn, 'menu.title'), choices))
  return { messages, events: [...events, ...(referred?.events ?? [])] }
}

function listenChoice(turn: Turn, entry: Entry): readonly Choice[] {
  if (recordingOf(turn, entry) === undefined) return []
  return [{ data: `h:${entry.entry}`, label: say(turn, 'voice:listen') }]
}

/** The answer read out, for who asked to hear it, and what can be done next. */
export function spokenMessages(turn: Turn, entry: Entry): readonly OutboundMessage[] | undefined {
  const file = recordingOf(turn, entry)
  if (file === undefined) return undefined
  const choices = [...flowChoice(turn, entry), ...closing(turn)]
  return [{ type: 'audio', file }, message(turn, say(turn, 'menu.title'), choices)]
}

function recordingOf(turn: Turn, entry: Entry): string | undefined {
  return turn.services.knowledge.recordings.fileOf(entry, turn.locale)
}

function flowChoice(turn: Turn, entry: Entry): readonly Choice[] {
  const { flows } = turn.services.knowledge
  if (entry.flow === undefined || turn.session.flow !== undefined || !flows.has(entry.flow))
    return []
  return [{ data: `w:${entry.flow}`, label: say(turn, 'answer.flow') }]
}

function closing(turn: Turn): readonly Choice[] {
  if (turn.session.flow !== undefined) return []
  return [
    { data: 'n', label: say(turn, 'answer.not-helpful') },
    { data: 'm', label: say(turn, 'menu.top') },
  ]
}

/** More names than these are not read; those of the person's own town come first. */
const MAX_NAMES = 3

function names(
  turn: Pick<Turn, 'services' | 'locale' | 'session'>,
  partners: readonly string[],
): string {
  const { directory } = turn.services.knowledge
  const { city } = turn.session
  const known = partners.flatMap((id) => directory.partners.get(id) ?? [])
  const isNear = (partner: Partner) => city !== undefined && partner.place.cities.includes(city)
  const chosen = [...known.filter(isNear), ...known.filter((one) => !isNear(one))]
  return chosen
    .slice(0, MAX_NAMES)
    .map((partner) => partner.name[turn.locale])
    .join(directionOf(turn.locale) === 'rtl' ? '، ' : ', ')
}
