import { type PutBack, SECOND_TRY } from '../channels/whatsapp-cloud/second-try.ts'
import { toOutbox } from '../conversation/index.ts'
import { toPersonId } from '../core/index.ts'
import { WHEN_BACK } from '../ports/index.ts'
import type { Ground } from './ground.ts'

/** Puts messages back that a platform could not deliver; nobody who is gone or erased hears of it. */
export function createPutBack(
  ground: Pick<Ground, 'store' | 'pseudonym' | 'sealer' | 'newId' | 'clock'>,
): PutBack {
  const { store, pseudonym, clock } = ground
  return async ({ address, message }, when) => {
    const person = toPersonId(pseudonym(address))
    const now = clock.now()
    const record = toOutbox(ground, { person, address, message, now })
    await store.transaction(
      async (kept) => {
        const known = await kept.people.find(person)
        if (known === undefined || known.gone) return
        await kept.outbox.add({
          ...record,
          id: `${record.id}${SECOND_TRY}`,
          dueAt: when === 'when-back' ? WHEN_BACK : now + when,
        })
      },
      { alone: person },
    )
  }
}
