import { directionOf, isolateFor, type Locale, type OutboundMessage } from '../core/index.ts'
import type { Texts } from '../ports/index.ts'
import type { TeamMessage } from '../review/index.ts'
import { teamChoices } from './threads.ts'

/** What the team says, as a person receives it: it says who speaks, and how to reply or to close. */
export function teamMessage(texts: Texts, locale: Locale, said: TeamMessage): OutboundMessage {
  const base = { type: 'text' as const, direction: directionOf(locale), from: 'team' as const }
  if (said.type === 'closed') {
    return { ...base, text: isolateFor(texts.text(locale, 'team:closed-by-team'), locale) }
  }
  const heading = texts.text(locale, said.type === 'ask' ? 'team:asks' : 'passed-on.team')
  return {
    ...base,
    text: isolateFor(`${heading}\n\n${said.text}`, locale),
    choices: teamChoices(texts, locale),
  }
}
