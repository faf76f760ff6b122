import { partnerMessages } from '../replies/partner.ts'
import { message, result, type Stage } from '../turn.ts'

const NOBODY = { messages: [], events: [] }

/** Danger is answered before everything else, whatever is going on; the rest waits where it was. */
export const urgencyStage: Stage = (turn) => {
  if (turn.text === '') return undefined
  const card = turn.services.knowledge.urgency.recognise(turn.text)
  if (card === undefined) return undefined
  const first = message(turn, card.answers[turn.locale])
  const named = card.need === undefined ? NOBODY : partnerMessages(turn, { need: card.need }, 1)
  return result(turn, [first, ...named.messages], {
    kind: 'urgent',
    entry: card.card,
    events: [{ event: 'urgent', facets: { card: card.card } }, ...named.events],
  })
}
