import type { Partner } from '../../core/index.ts'
import { describePartner } from '../../partners/index.ts'
import { menuMessage } from '../replies/menu.ts'
import { offerSlips } from '../replies/referral.ts'
import type { TurnResult } from '../result.ts'
import { result, type Stage, say, type Turn } from '../turn.ts'

/** Words around a name in a message that is about the partner itself: "c'est quoi INSAF ?". */
const WORDS_AROUND = 4

/**
 * A partner called by its name: what it does and how to reach it. One that has closed is said to be
 * closed, and the person is led on to those who took over.
 */
export const partnerStage: Stage = (turn) => {
  const found = turn.services.knowledge.directory.names.find(turn.text)
  if (found === undefined) return undefined
  const around = turn.text.split(/\s+/u).length - found.words
  const matched = turn.match()
  const isClear = matched.type === 'answered' && matched.label.startsWith('faq:')
  if (around > WORDS_AROUND || (isClear && around > 0)) return undefined
  return about(turn, found.partner)
}

function about(turn: Turn, partner: Partner): TurnResult {
  const { directory, texts } = turn.services.knowledge
  const describe = (one: Partner) =>
    describePartner(texts, directory, { partner: one, score: 0, reasons: [] }, turn.locale)
  const closed = partner.status === 'closed'
  const name = partner.name[turn.locale]
  const successors = partner.ledOnTo
    .flatMap((id) => directory.partners.get(id) ?? [])
    .filter((one) => one.status !== 'closed')
  const lines = closed
    ? [say(turn, 'partner.closed', { name }), ...successors.map(describe)]
    : [describe(partner)]
  const shown = closed ? successors : [partner]
  const need = partner.needs[0] ?? 'information'
  const slips = offerSlips(
    turn,
    shown.map((one) => ({ partner: one })),
    need,
  )
  return result(turn, [menuMessage(turn, lines.join('\n\n'), slips)], {
    kind: 'answer',
    entry: partner.partner,
    events: shown.map((one) => ({ event: 'routed', facets: { partner: one.partner, need } })),
  })
}
