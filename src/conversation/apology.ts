import { menuMessage } from './replies/menu.ts'
import type { TurnResult } from './result.ts'
import type { TurnServices } from './services.ts'
import { result, say, type TurnInput } from './turn.ts'

/** The reply when a turn broke: a word of apology and the menu, out of any flow. */
export function apologise(services: TurnServices, input: TurnInput): TurnResult {
  const match = () => ({ type: 'unknown' as const, candidates: [] })
  const nothing = {
    text: '',
    cut: false,
    campaign: undefined,
    match,
    danger: () => undefined,
    town: () => undefined,
  }
  const turn = { ...input, ...nothing, services, locale: input.session.locale }
  const { flow: _flow, awaiting: _awaiting, ...session } = input.session
  return result(turn, [menuMessage(turn, say(turn, 'sorry'))], {
    kind: 'unknown',
    session,
    confidence: 0,
    broke: true,
  })
}
