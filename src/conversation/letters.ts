import type { Address, OutboundMessage } from '../core/index.ts'
import type { OutboxRecord, Sealer } from '../ports/index.ts'
import { openMessage, PURPOSES } from './records.ts'

/** What a record of the outbox holds, unsealed. */
export interface Letter {
  readonly address: Address
  readonly message: OutboundMessage
}

/** Opens what is in the outbox. */
export interface Letters {
  /** Notes what was sealed into a record, for as long as this process holds that very record. */
  note(record: OutboxRecord, letter: Letter): void
  /** @throws DalilError `privacy:unsealable`. */
  open(record: OutboxRecord): Letter
}

/**
 * Creates the letters of a sealer. Most replies are sent a moment after they were sealed, by the
 * process that did so: those need not be opened again. What was noted goes with its record.
 */
export function createLetters(sealer: Sealer): Letters {
  const noted = new WeakMap<OutboxRecord, Letter>()
  return {
    note: (record, letter) => void noted.set(record, letter),
    open: (record) =>
      noted.get(record) ?? {
        address: sealer.open(record.address, PURPOSES.address) as Address,
        message: openMessage(sealer, record.message),
      },
  }
}
