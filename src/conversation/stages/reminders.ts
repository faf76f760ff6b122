import type { Choice, OutboundMessage } from '../../core/index.ts'
import { matchChoice, showDate } from '../../flow/index.ts'
import { flowTitle } from '../replies/menu.ts'
import type { TurnResult } from '../result.ts'
import { type KeptReminder, message, result, type Stage, say, type Turn } from '../turn.ts'
import { repeatFlow } from './flow.ts'

/** What the buttons under the list of reminders begin with: `r:<id>`, `r:all`. */
const DATA = 'r:'

/** A number or a day right after the list of reminders belongs to it, also while a flow waits. */
export const remindersStage: Stage = (turn) => {
  if (turn.text === '' || !areListed(turn)) return undefined
  const chosen = matchChoice(turn.services.words, turn.text, turn.session.choices)
  return chosen?.data.startsWith(DATA) === true
    ? cancelReminder(turn, chosen.data.slice(DATA.length))
    : undefined
}

/** The reminders of a person, each with a button that cancels it. */
export function listReminders(turn: Turn): TurnResult {
  return result(turn, [listMessage(turn)], { kind: 'command' })
}

/** Whether the list of reminders is what was said last. */
export function areListed({ session }: Turn): boolean {
  return session.choices.some(({ data }) => data.startsWith(DATA))
}

/** Cancels the reminder of that id, or `all` of them; `undefined` where there is none such. */
export function cancelReminder(turn: Turn, id: string): TurnResult | undefined {
  const cancelled = turn.reminders.filter((one) => id === 'all' || one.id === id)
  const [first] = cancelled
  if (first === undefined) return undefined
  const left = turn.reminders.filter((one) => !cancelled.includes(one))
  const done =
    left.length === 0
      ? say(turn, 'reminders.cancelled-all')
      : say(turn, 'reminders.cancelled', { day: showDate(turn.locale, first.day) })
  const list = left.length === 0 ? [] : [listMessage({ ...turn, reminders: left })]
  return result(turn, [message(turn, done), ...list, ...(repeatFlow(turn) ?? [])], {
    kind: 'command',
    events: cancelled.map(({ kind }) => ({ event: 'reminder-cancelled', facets: { kind } })),
    cancelReminders: cancelled.map((one) => one.id),
  })
}

function listMessage(turn: Turn): OutboundMessage {
  const { reminders } = turn
  if (reminders.length === 0) return message(turn, say(turn, 'reminders.none'), remindable(turn))
  const day = (one: KeptReminder) => showDate(turn.locale, one.day)
  const lines = reminders.map((one) => `• *${day(one)}* – ${one.text.trim()}`)
  const text = [say(turn, 'reminders.title'), ...lines, say(turn, 'reminders.stop')].join('\n\n')
  const each = reminders.map((one) => ({
    data: `${DATA}${one.id}`,
    label: say(turn, 'reminders.cancel', { day: day(one) }),
  }))
  const all =
    reminders.length > 1 ? [{ data: `${DATA}all`, label: say(turn, 'reminders.cancel-all') }] : []
  const menu = turn.session.flow === undefined ? [{ data: 'm', label: say(turn, 'menu.top') }] : []
  return message(turn, text, [...each, ...all, ...menu])
}

/** The conversations that end in a reminder. */
const FLOWS = ['next-declaration', 'register-birth', 'permit-reminder', 'appointment']

/** For somebody who has no reminder and is in the middle of nothing: what they can be reminded of. */
function remindable(turn: Turn): readonly Choice[] {
  if (turn.session.flow !== undefined) return []
  const { flows } = turn.services.knowledge
  const known = FLOWS.filter((flow) => flows.has(flow))
  return known.map((flow) => ({ data: `w:${flow}`, label: flowTitle(turn, flow) }))
}
