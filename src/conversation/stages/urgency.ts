import type { OutboundMessage } from '../../core/index.ts'
import { partnerMessages } from '../replies/partner.ts'
import { message, result, type Stage } from '../turn.ts'

const NOBODY = { messages: [], choices: [], events: [] }

/** Danger is answered before everything else, whatever is going on; the rest waits where it was. */
export const urgencyStage: Stage = (turn) => {
  if (turn.text === '') return undefined
  const card = turn.danger()
  if (card === undefined) return undefined
  const first = message(turn, card.answers[turn.locale])
  const named = card.need === undefined ? NOBODY : partnerMessages(turn, { need: card.need }, 1)
  const messages = [first, ...named.messages].map(urgent)
  return result(turn, messages, {
    kind: 'urgent',
    entry: card.card,
    ...(card.need === undefined ? {} : { session: { ...turn.session, lastNeed: card.need } }),
    events: [{ event: 'urgent', facets: { card: card.card } }, ...named.events],
  })
}

/** Marked to wait behind nothing. */
function urgent(one: OutboundMessage): OutboundMessage {
  return one.type === 'text' ? { ...one, urgent: true } : one
}
