import { PURPOSES } from '../conversation/index.ts'
import { isDalilError } from '../errors.ts'
import type { Sealer } from '../ports/index.ts'
import { SECOND_FACTOR_PURPOSE } from '../staff/index.ts'
import type { KeptRow, Row } from '../store/tables/index.ts'

/** Seals rows again with the key that seals now. */
export interface Resealer {
  readonly change: (row: KeptRow) => Row
  /** Texts that no key of ours opens; they stay as they are. */
  readonly unsealable: () => number
}

/** Creates a {@link Resealer}. It knows which texts of which tables are sealed. */
export function createResealer(sealer: Sealer): Resealer {
  let unsealable = 0
  const again = (sealed: string, purpose: string) => {
    try {
      return sealer.seal(sealer.open(sealed, purpose), purpose)
    } catch (error) {
      if (!isDalilError(error, 'privacy:unsealable')) throw error
      unsealable += 1
      return sealed
    }
  }
  return { change: (row) => reseal(row, again), unsealable: () => unsealable }
}

function reseal(row: KeptRow, again: (sealed: string, purpose: string) => string): Row {
  switch (row.table) {
    case 'people': {
      const address = again(row.value.address, PURPOSES.address)
      const session = again(row.value.session, PURPOSES.session)
      return { ...row, value: { ...row.value, address, session } }
    }
    case 'outbox': {
      const address = again(row.value.address, PURPOSES.address)
      const message = again(row.value.message, PURPOSES.message)
      return { ...row, value: { ...row.value, address, message } }
    }
    case 'questions': {
      const thread = row.value.thread.map((one) => ({
        ...one,
        text: again(one.text, PURPOSES.question),
      }))
      return { ...row, value: { ...row.value, thread } }
    }
    case 'cases': {
      const { note } = row.value
      if (note === undefined) return row
      return { ...row, value: { ...row.value, note: again(note, PURPOSES.question) } }
    }
    case 'reminders': {
      const content = again(row.value.content, PURPOSES.reminder)
      return { ...row, value: { ...row.value, content } }
    }
    case 'subscriptions': {
      const content = again(row.value.content, PURPOSES.subscription)
      return { ...row, value: { ...row.value, content } }
    }
    case 'referrals': {
      const content = again(row.value.content, PURPOSES.referral)
      return { ...row, value: { ...row.value, content } }
    }
    case 'staff': {
      const { totp } = row.value
      if (totp === undefined) return row
      const secret = again(totp.secret, SECOND_FACTOR_PURPOSE)
      return { ...row, value: { ...row.value, totp: { ...totp, secret } } }
    }
    case 'deliveries':
    case 'invites':
    case 'sessions':
    case 'attempts':
    case 'audit':
    case 'figures':
    case 'campaigns':
    case 'settings':
    case 'overrides':
    case 'announcements':
      return row
  }
}
