import { directionOf, isolateFor, type Locale, type OutboundMessage } from '../core/index.ts'
import type { OutboxRecord, PersonRecord, QuestionRecord, Sealer } from '../ports/index.ts'
import type { TeamMessage } from '../review/index.ts'
import { openSession, sealMessage } from './records.ts'
import type { TurnServices } from './services.ts'
import { coverLine } from './stages/discreet.ts'
import { teamChoices } from './threads.ts'

/** What a message of the team is put into the outbox with. */
export interface TeamOutboxOptions {
  readonly sealer: Sealer
  readonly newId: () => string
  readonly services: Pick<TurnServices, 'knowledge'>
  readonly now: number
  /** Until then the team may take it back. */
  readonly dueAt: number
}

/**
 * What the team says, on its way to who asked: it says who speaks, and how to reply or to close. On a
 * locked screen of somebody in discreet mode it begins with a harmless line, and it waits until who
 * left in a hurry is back, or the day is over: somebody else may hold the phone.
 */
export function teamOutbox(
  options: TeamOutboxOptions,
  person: PersonRecord,
  question: Pick<QuestionRecord, 'id' | 'locale'>,
  said: TeamMessage,
): OutboxRecord {
  const { sealer, services, now } = options
  const { locale } = question
  const { discreet, hiddenUntil = 0 } = openSession(sealer, person.session, { locale, now })
  const cover = coverLine({ services, locale, discreet, channel: person.channel })
  return {
    ...{ id: options.newId(), person: person.id, channel: person.channel },
    address: person.address,
    message: sealMessage(sealer, teamMessage(services, locale, said, cover)),
    ...{ createdAt: now, dueAt: Math.max(options.dueAt, hiddenUntil), attempts: 0 },
    state: 'waiting',
    questionId: question.id,
  }
}

function teamMessage(
  { knowledge: { texts } }: Pick<TurnServices, 'knowledge'>,
  locale: Locale,
  said: TeamMessage,
  cover: readonly string[],
): OutboundMessage {
  const base = { type: 'text' as const, direction: directionOf(locale), from: 'team' as const }
  const words = (...lines: readonly string[]) =>
    isolateFor([...cover, ...lines].join('\n\n'), locale)
  if (said.type === 'closed') {
    return { ...base, text: words(texts.text(locale, 'team:closed-by-team')) }
  }
  const heading = texts.text(locale, said.type === 'ask' ? 'team:asks' : 'passed-on.team')
  return { ...base, text: words(heading, said.text), choices: teamChoices(texts, locale) }
}
