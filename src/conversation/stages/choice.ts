import { isLocale, TOPICS, type Topic } from '../../core/index.ts'
import { matchChoice } from '../../flow/index.ts'
import { spokenMessages } from '../replies/answer.ts'
import { groupMessage, menuMessage, topicMessage } from '../replies/menu.ts'
import type { TurnResult } from '../result.ts'
import { message, result, type Stage, say, type Turn } from '../turn.ts'
import { carryOut } from './commands.ts'
import { askForQuestion, closeThread, eraseOrNot, passOnOrNot } from './consent.ts'
import { getData } from './data.ts'
import { keepExitWord } from './discreet.ts'
import { answerWith, neighbours } from './faq.ts'
import { beginFlow, repeatFlow } from './flow.ts'
import { giveSlip, offerToTell, tellOrNot } from './referral.ts'
import { hearOutcome } from './referral-outcome.ts'
import { cancelReminder } from './reminders.ts'
import { subscribe, unsubscribe } from './subscriptions.ts'

/** A tap on a button, or a number or label that answers what was just offered. */
export const choiceStage: Stage = (turn) => {
  if (turn.content.type === 'choice') return choose(turn, turn.content.data) ?? stale(turn)
  if (turn.text === '' || turn.session.choices.length === 0) return undefined
  const chosen = matchChoice(turn.services.words, turn.text, turn.session.choices)
  return chosen === undefined ? undefined : choose(turn, chosen.data)
}

/** What a button of the conversation's own leads to; flows read their own (`f:`). */
export function choose(turn: Turn, data: string): TurnResult | undefined {
  const [kind, ...rest] = data.split(':')
  const argument = rest.join(':')
  switch (kind) {
    case 'm':
      return carryOut(turn, 'menu')
    case 'l':
      return argument === '' ? carryOut(turn, 'language') : changeLanguage(turn, argument)
    case 't':
      return show(turn, isTopic(argument) ? topicMessage(turn, argument) : undefined)
    case 'g':
      return show(turn, groupMessage(turn, rest[0] ?? '', rest[1] ?? ''))
    case 'e':
      return chooseEntry(turn, argument)
    case 'h':
      return listenTo(turn, argument)
    case 'w':
      return beginFlow(turn, argument)
    case 'x':
      return turn.session.awaiting === 'erase' ? eraseOrNot(turn, argument === 'yes') : undefined
    case 'p':
      return turn.session.pendingQuestion === undefined
        ? undefined
        : passOnOrNot(turn, argument === 'yes')
    case 'q':
      return rest[0] === 'close' ? closeThread(turn) : askForQuestion(turn, rest[1])
    case 'r':
      return cancelReminder(turn, argument)
    case 's':
      return subscribe(turn, argument)
    case 'u':
      return unsubscribe(turn, argument)
    case 'i':
      return giveSlip(turn, argument)
    case 'v':
      return offerToTell(turn, argument)
    case 'vd':
      return tellOrNot(turn, argument)
    case 'y':
      return hearOutcome(turn, argument)
    case 'd':
      return getData(turn)
    case 'z':
      return carryOut(turn, 'erase')
    case 'k':
      return keepExitWord(turn)
    case 'n':
      return notHelpful(turn)
    case 'o':
      return somethingElse(turn)
    default:
      return undefined
  }
}

function chooseEntry(turn: Turn, id: string) {
  const entry = turn.services.knowledge.entries.get(id)
  if (entry === undefined) return undefined
  const session = { ...turn.session, pendingQuestion: undefined }
  return answerWith({ ...turn, session }, [entry])
}

/** An answer read out; written again where the recording has gone meanwhile. */
function listenTo(turn: Turn, id: string) {
  const entry = turn.services.knowledge.entries.get(id)
  if (entry === undefined) return undefined
  const messages = spokenMessages(turn, entry)
  if (messages === undefined) return answerWith(turn, [entry])
  return result(turn, messages, { kind: 'command' })
}

function changeLanguage(turn: Turn, locale: string) {
  if (!isLocale(locale)) return undefined
  const session = { ...turn.session, locale, localeChosen: true }
  const changed = { ...turn, locale, session }
  const again = repeatFlow(changed) ?? [menuMessage(changed)]
  const done = message(changed, say(changed, 'language.done'))
  return result(changed, [done, ...again], { kind: 'command', session })
}

/** The answer was not the right one: its neighbours first, then the team. */
function notHelpful(turn: Turn) {
  const last = turn.session.lastEntry
  if (last === undefined) return undefined
  const near = neighbours(turn, last) ?? menuMessage(turn)
  if (near.type !== 'text') return undefined
  const toTeam = { data: `q:about:${last}`, label: say(turn, 'unknown.pass-on') }
  return result(turn, [{ ...near, choices: [...(near.choices ?? []), toTeam] }], {
    kind: 'command',
    events: [{ event: 'not-helpful', facets: { entry: last } }],
  })
}

/** None of what was offered under "did you mean" was meant. */
function somethingElse(turn: Turn) {
  if (turn.session.pendingQuestion === undefined) return undefined
  const refused = turn.session.choices.flatMap(({ data }) =>
    data.startsWith('e:') ? [data.slice('e:'.length)] : [],
  )
  const choices = [
    { data: 'p:yes', label: say(turn, 'unknown.pass-on') },
    { data: 'p:no', label: say(turn, 'unknown.no-thanks') },
    { data: 'm', label: say(turn, 'menu.top') },
  ]
  const text = `${say(turn, 'unknown.text')}\n\n${say(turn, 'unknown.offer')}`
  return result(turn, [message(turn, text, choices)], {
    kind: 'unknown',
    confidence: 0,
    events: [
      { event: 'not-helpful', facets: {} },
      ...refused.map((entry) => ({ event: 'entry-refused' as const, facets: { entry } })),
    ],
  })
}

/** A button of long ago: a polite word, and where the conversation stands now. */
function stale(turn: Turn) {
  const text = message(turn, say(turn, 'stale'))
  const again = repeatFlow(turn) ?? [menuMessage(turn)]
  return result(turn, [text, ...again], { kind: 'command' })
}

function show(turn: Turn, shown: ReturnType<typeof menuMessage> | undefined) {
  return shown === undefined ? undefined : result(turn, [shown], { kind: 'command' })
}

function isTopic(value: string): value is Topic {
  return TOPICS.some((topic) => topic === value)
}
