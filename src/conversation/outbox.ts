import type { Address, OutboundMessage, PersonId } from '../core/index.ts'
import type { OutboxRecord } from '../ports/index.ts'
import type { DalilOptions } from './options.ts'
import { PURPOSES, sealMessage } from './records.ts'

/** A message on its way to a person, sealed. */
export function toOutbox(
  options: Pick<DalilOptions, 'sealer' | 'newId'>,
  to: {
    readonly person: PersonId
    readonly address: Address
    /** The address, where it is sealed already: of several messages, once is enough. */
    readonly sealedAddress?: string
    readonly message: OutboundMessage
    /** The message, where it is sealed already. */
    readonly sealedMessage?: string | undefined
    readonly now: number
  },
): OutboxRecord {
  const channel = to.address.split(':')[0] as OutboxRecord['channel']
  return {
    id: options.newId(),
    person: to.person,
    channel,
    address: to.sealedAddress ?? options.sealer.seal(to.address, PURPOSES.address),
    message: to.sealedMessage ?? sealMessage(options.sealer, to.message),
    createdAt: to.now,
    dueAt: to.now,
    attempts: 0,
    state: 'waiting',
  }
}
