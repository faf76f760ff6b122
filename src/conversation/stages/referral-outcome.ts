import { type Choice, type FigureEvent, isNumber } from '../../core/index.ts'
import { PERSON_WORDS, type PersonWord } from '../../ports/index.ts'
import type { Referral } from '../../referrals/index.ts'
import type { TurnEvent, TurnResult } from '../result.ts'
import { message, result, type Stage, say, type Turn } from '../turn.ts'
import { repeatFlow } from './flow.ts'

/** What the choices under "how did it go?" begin with: `y:<word>:<id>`. */
const DATA = 'y:'

/** A "no" to "were you helped?" has two meanings: which one is asked. */
export const referralOutcomeStage: Stage = (turn) => {
  const isAsked = turn.session.choices.some(({ data }) => data.startsWith(`${DATA}helped:`))
  if (!isAsked || turn.session.flow !== undefined) return undefined
  if (turn.services.phrases.consent(turn.text) !== false) return undefined
  const left = turn.session.choices.filter(({ data }) => !data.startsWith(`${DATA}helped:`))
  return result(turn, [message(turn, say(turn, 'referral:asked.which'), left)], {
    kind: 'command',
  })
}

/** The choices under "how did it go?". */
export function outcomeChoices(
  text: (key: string) => string,
  { id }: Pick<Referral, 'id'>,
): readonly Choice[] {
  return PERSON_WORDS.map((word) => ({
    data: `${DATA}${word}:${id}`,
    label: text(`referral:asked.${word}`),
  }))
}

/** What the person says became of it: `word:id`, or `silent:id:number` of a contact. */
export function hearOutcome(turn: Turn, argument: string): TurnResult | undefined {
  const [word = '', id = '', number = ''] = argument.split(':')
  const referral = turn.referrals.find((one) => one.id === id)
  if (referral === undefined) return undefined
  const said = PERSON_WORDS.find((one) => one === word)
  if (said !== undefined) return hear(turn, referral, said)
  if (word === 'silent') return noteSilent(turn, referral, Number(number))
  return word === 'other' ? goOn(turn, 'referral:asked.sorry', {}) : undefined
}

function hear(turn: Turn, referral: Referral, said: PersonWord): TurnResult {
  const { silent: _, ...rest } = referral
  const heard = { ...rest, personSays: said, saidAt: turn.now }
  const kept = { referral: heard, events: counted(referral, said) }
  if (said === 'helped') {
    const choices = [{ data: 'm', label: say(turn, 'menu.top') }]
    const thanks = message(turn, say(turn, 'referral:asked.thanks'), choices)
    return result(turn, [thanks, ...(repeatFlow(turn) ?? [])], { kind: 'command', ...kept })
  }
  const contacts = said === 'not-reached' ? contactChoices(turn, referral) : []
  if (contacts.length === 0) return goOn(turn, 'referral:asked.sorry', kept)
  const other = { data: `${DATA}other:${referral.id}`, label: say(turn, 'referral:asked.other') }
  const why = message(turn, say(turn, 'referral:asked.why'), [...contacts, other])
  return result(turn, [why], { kind: 'command', ...kept })
}

/** Only the first word counts; a second thought is kept all the same. */
function counted(referral: Referral, said: PersonWord): readonly TurnEvent[] {
  if (referral.personSays !== undefined || said === 'not-reached') return []
  const event: FigureEvent = 'reached'
  const { partner, need, topic } = referral
  return [{ event, facets: { partner, need, ...(topic === undefined ? {} : { topic }) } }]
}

/** The numbers of a partner, each as "does not answer". */
function contactChoices(turn: Turn, { id, partner }: Referral): readonly Choice[] {
  return numbersOf(turn, partner).map((value, at) => ({
    data: `${DATA}silent:${id}:${at}`,
    label: say(turn, 'referral:asked.silent', { value }),
  }))
}

function numbersOf(turn: Turn, id: string): readonly string[] {
  const contacts = turn.services.knowledge.directory.partners.get(id)?.contacts ?? []
  return contacts.filter(isNumber).map(({ value }) => value)
}

function noteSilent(turn: Turn, referral: Referral, at: number): TurnResult | undefined {
  const silent = numbersOf(turn, referral.partner)[at]
  if (silent === undefined) return undefined
  return goOn(turn, 'referral:asked.noted', {
    referral: { ...referral, personSays: 'not-reached', saidAt: turn.now, silent },
  })
}

/** It did not help: another partner, or the team. */
function goOn(turn: Turn, key: string, kept: Partial<TurnResult>): TurnResult {
  const choices = [
    { data: 'w:find-partner', label: say(turn, 'menu.find-partner') },
    { data: 'q:ask', label: say(turn, 'unknown.pass-on') },
    { data: 'm', label: say(turn, 'menu.top') },
  ]
  return result(turn, [message(turn, say(turn, key), choices), ...(repeatFlow(turn) ?? [])], {
    kind: 'command',
    ...kept,
  })
}
