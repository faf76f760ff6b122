import type { MenuTopic } from '../../content/index.ts'
import { type Choice, LOCALES, type OutboundMessage, type Topic } from '../../core/index.ts'
import { offerOf } from '../announcements/offer.ts'
import { message, say, type Turn } from '../turn.ts'

/** The subjects, as choices. */
function menuChoices(turn: Turn): readonly Choice[] {
  const topics = turn.services.knowledge.menu.map((topic) => ({
    data: `t:${topic.topic}`,
    label: titleOf(turn, topic),
  }))
  const { flows } = turn.services.knowledge
  const find = flows.has('find-partner')
    ? [{ data: 'w:find-partner', label: say(turn, 'menu.find-partner') }]
    : []
  return [...topics, ...find, { data: 'l', label: say(turn, 'menu.language') }]
}

/** The main menu, under what belongs there `first`; under a text of its own, or the usual question. */
export function menuMessage(
  turn: Turn,
  text?: string,
  first: readonly Choice[] = [],
): OutboundMessage {
  const choices = [...first, ...menuChoices(turn)]
  if (text !== undefined || first.length > 0) {
    return message(turn, text ?? say(turn, 'menu.title'), choices)
  }
  return list(turn, say(turn, 'menu.title'), choices)
}

/** A subject: its conversations, then its groups. */
export function topicMessage(turn: Turn, topic: Topic): OutboundMessage | undefined {
  const found = turn.services.knowledge.menu.find((one) => one.topic === topic)
  if (found === undefined) return undefined
  if (found.groups.length === 1) return groupMessage(turn, topic, found.groups[0]?.group ?? '')
  const flows = found.flows.map((flow) => ({ data: `w:${flow}`, label: flowTitle(turn, flow) }))
  const groups = found.groups
    .filter((group) => group.entries.length > 0)
    .map((group) => ({ data: `g:${topic}:${group.group}`, label: group.title[turn.locale] }))
  const text = say(turn, 'menu.topic', { title: titleOf(turn, found) })
  const news = offerOf(turn, { kind: 'topic', value: topic }, say(turn, 'announcements:get-topic'))
  return list(turn, text, [...groups, ...flows, ...(topic === 'general' ? [] : news), top(turn)])
}

/** A group: the questions it answers. */
export function groupMessage(
  turn: Turn,
  topic: string,
  group: string,
): OutboundMessage | undefined {
  const { menu, entries } = turn.services.knowledge
  const found = menu.find((one) => one.topic === topic)?.groups.find((one) => one.group === group)
  if (found === undefined) return undefined
  const choices = found.entries.flatMap((id) => {
    const entry = entries.get(id)
    return entry === undefined ? [] : [{ data: `e:${id}`, label: entry.title[turn.locale] }]
  })
  const text = say(turn, 'menu.group', { title: found.title[turn.locale] })
  const back = { data: `t:${topic}`, label: say(turn, 'menu.back') }
  return list(turn, text, [...choices, back, top(turn)])
}

/** The languages, each in its own words. */
export function languageMessage(turn: Turn): OutboundMessage {
  const { texts } = turn.services.knowledge
  const choices = LOCALES.map((locale) => ({
    data: `l:${locale}`,
    label: texts.text(locale, 'language.name'),
  }))
  return list(turn, say(turn, 'language.question'), choices)
}

/** The title of a conversation. */
export function flowTitle(turn: Turn, flow: string): string {
  const title = turn.services.knowledge.texts.text(turn.locale, `flow-${flow}:title`)
  return say(turn, 'menu.flow', { title })
}

/** The name of a subject; a neutral one for a person in discreet mode. */
function titleOf(turn: Turn, topic: MenuTopic): string {
  const title = turn.session.discreet ? (topic.discreet ?? topic.title) : topic.title
  return title[turn.locale]
}

/** A message that is of no use once something was chosen from it. */
function list(turn: Turn, text: string, choices: readonly Choice[]): OutboundMessage {
  const shown = message(turn, text, choices)
  return shown.type === 'text' ? { ...shown, menu: true } : shown
}

function top(turn: Turn): Choice {
  return { data: 'm', label: say(turn, 'menu.top') }
}
