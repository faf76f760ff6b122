import { dayOf } from '../../core/index.ts'
import { showDate } from '../../flow/index.ts'
import { nameOf } from '../announcements/offer.ts'
import { slipLines } from '../replies/referral.ts'
import type { TurnResult } from '../result.ts'
import { message, result, say, type Turn } from '../turn.ts'

/** What is kept of a person, in short, with the way to get it and to erase it. */
export function showData(turn: Turn): TurnResult {
  const { directory } = turn.services.knowledge
  const { city } = turn.session
  const text = say(turn, 'data.text', {
    language: say(turn, 'language.name'),
    city:
      city === undefined ? say(turn, 'data.no-city') : directory.towns.nameOf(city, turn.locale),
    questions: turn.questions.length,
    reminders: turn.reminders.length,
    subscriptions: turn.subscriptions.length,
  })
  const slips =
    turn.referrals.length === 0
      ? ''
      : `\n${say(turn, 'referral:data.count', { count: turn.referrals.length })}`
  const choices = [
    { data: 'd', label: say(turn, 'data.get') },
    { data: 'z', label: say(turn, 'data.erase') },
    { data: 'm', label: say(turn, 'menu.top') },
  ]
  return result(turn, [message(turn, `${text.trim()}${slips}`, choices)], { kind: 'command' })
}

/** All that is kept, word for word: to be read, copied or handed on. */
export function getData(turn: Turn): TurnResult {
  const { session } = turn
  const day = (time: number) => showDate(turn.locale, dayOf(time))
  const since = say(turn, 'data.since', {
    first: day(session.createdAt),
    last: day(session.lastSeenAt),
  })
  const questions = turn.questions.flatMap(({ messages }) =>
    messages.map((one) => {
      const who = say(turn, one.from === 'team' ? 'data.from-team' : 'data.from-you')
      return `• ${day(one.at)}, ${who} ${one.text}`
    }),
  )
  const { campaign, counted = [] } = session
  const codes = campaign === undefined ? [] : [...new Set([campaign.first, campaign.last])]
  const reminders = turn.reminders.map((one) => `• ${showDate(turn.locale, one.day)} ${one.text}`)
  const subscriptions = turn.subscriptions.map(({ audience }) => `• ${nameOf(turn, audience)}`)
  const listed = (key: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [[say(turn, key), ...lines].join('\n')]
  const parts = [
    since,
    ...(codes.length === 0 ? [] : [say(turn, 'data.came', { codes: codes.join(', ') })]),
    ...(counted.length === 0 ? [] : [say(turn, 'data.counted', { count: counted.length })]),
    ...listed('data.your-questions', questions),
    ...listed('data.your-reminders', reminders),
    ...listed('announcements:title', subscriptions),
    ...listed('referral:data.title', slipLines(turn)),
  ]
  return result(turn, [message(turn, parts.join('\n\n'))], { kind: 'command' })
}
