import { forgetLastText, type InboundMessage, type PersonId } from '../core/index.ts'
import type { Repositories } from '../ports/index.ts'
import { answer } from './answer.ts'
import { keep } from './keep.ts'
import type { Occasion } from './occasion.ts'
import type { DalilOptions, TurnOptions } from './options.ts'
import type { Pace } from './pace.ts'
import type { TurnResult } from './result.ts'

/**
 * One message: read what is kept, run the turn, keep all that follows from it in one commit. Nobody
 * else touches the person meanwhile, on whatever machine: a delivery that came twice is seen here.
 */
export async function handle(
  options: TurnOptions,
  person: PersonId,
  message: InboundMessage,
  pace: Pace,
): Promise<void> {
  const { store, clock, logger } = options
  const id = options.newId()
  const began = clock.now()
  let kind: TurnResult['kind'] | undefined
  let broke = false
  const delivery = deliveryIn(options, message)
  const work = async (kept: Repositories) => {
    if (await kept.deliveries.has(delivery)) return
    const now = clock.now()
    await kept.deliveries.add(delivery, now)
    const record = await kept.people.find(person)
    const occasion: Occasion = { id, person, message, record, now, pace }
    const reply = await answer(options, kept, occasion)
    kind = reply.kind
    broke = reply.broke === true
    await keep(options, kept, reply, occasion)
  }
  try {
    await store.transaction(work, { alone: person })
  } finally {
    forgetLastText()
  }
  if (kind === undefined) return
  const finished = { id, channel: message.channel, kind, ms: clock.now() - began, broke }
  logger.debug('turn', { ...finished })
  options.onTurn?.(finished)
}

/** The pseudonym of a delivery, whose id may hold a phone number. */
export function deliveryIn({ pseudonym }: DalilOptions, message: InboundMessage): string {
  return pseudonym(`${message.channel}:${message.deliveryId}`)
}
