import type { PersonRecord, Repositories, Sealer } from '../ports/index.ts'
import { keepSubscriptions } from './announcements/records.ts'
import { erase } from './erase.ts'
import type { Occasion } from './occasion.ts'
import type { TurnOptions } from './options.ts'
import { toOutbox } from './outbox.ts'
import { PURPOSES } from './records.ts'
import { keepReferral } from './referrals/keep.ts'
import { keepReminders } from './reminders/records.ts'
import type { TurnResult } from './result.ts'
import { silence } from './silence.ts'
import { keepThread } from './threads.ts'

/** Keeps all that follows from a turn. */
export async function keep(
  options: TurnOptions,
  kept: Repositories,
  reply: TurnResult,
  { person, message, record, now }: Occasion,
): Promise<void> {
  const { channel, address } = message
  const sealedAddress =
    addressOf(options.sealer, record) ?? options.sealer.seal(address, PURPOSES.address)
  if (reply.erase === true) {
    options.sessions.forget(person)
    await erase(kept, person, now)
  }
  const threaded = await keepThread(options, kept, reply, { person, channel })
  if (reply.erase !== true) {
    await keepReminders(options, kept, reply, { person, channel, now })
    await keepSubscriptions(options, kept, reply, { person, now })
    await kept.people.put({
      id: person,
      channel,
      address: sealedAddress,
      session: options.sessions.seal(person, threaded),
      createdAt: record?.createdAt ?? now,
      lastSeenAt: now,
      gone: false,
    })
  }
  if (reply.hides === true) await silence(kept, person, threaded.hiddenUntil ?? now)
  const pictures =
    reply.erase === true ? [] : await keepReferral(options, kept, reply, { person, channel, now })
  for (const out of [...pictures, ...reply.messages]) {
    const letter = toOutbox(options, { person, message: out, address, sealedAddress, now })
    options.letters.note(letter, { address, message: out })
    await kept.outbox.add(letter)
  }
  for (const figure of reply.figures) await kept.figures.increment(figure)
  if (reply.passOn !== undefined || reply.closeThread === true) {
    await kept.signals.send({ type: 'question' })
  }
}

/** The sealed address that is kept already, unless it was sealed with a key that is on its way out. */
function addressOf(sealer: Sealer, record: PersonRecord | undefined): string | undefined {
  return record !== undefined && sealer.isCurrent(record.address) ? record.address : undefined
}
