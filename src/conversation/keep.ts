import type { PersonRecord, Repositories, Sealer } from '../ports/index.ts'
import { keepSubscriptions } from './announcements/records.ts'
import { erase } from './erase.ts'
import type { Occasion } from './occasion.ts'
import type { TurnOptions } from './options.ts'
import { toOutbox } from './outbox.ts'
import { PURPOSES, plainMessage, plainSession, sealAll } from './records.ts'
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
  const session = await keepThread(options, kept, reply, { person, channel })
  const pictures =
    reply.erase === true ? [] : await keepReferral(options, kept, reply, { person, channel, now })
  const messages = [...pictures, ...reply.messages]
  const sealed = await sealAll(options.sealer, options.isCrowded() ? options.second : undefined, [
    plainSession(session),
    ...messages.map(plainMessage),
  ])
  const sealedSession = sealed[0] ?? ''
  if (reply.erase !== true) {
    await keepReminders(options, kept, reply, { person, channel, now })
    options.sessions.note(person, sealedSession, session)
    await keepSubscriptions(options, kept, reply, { person, now })
    await kept.people.put({
      id: person,
      channel,
      address: sealedAddress,
      session: sealedSession,
      createdAt: record?.createdAt ?? now,
      lastSeenAt: now,
      gone: false,
    })
  }
  if (reply.hides === true) await silence(kept, person, session.hiddenUntil ?? now)
  for (const [at, message] of messages.entries()) {
    const sealedMessage = sealed[at + 1]
    const to = { person, message, sealedMessage, address, sealedAddress, now }
    const letter = toOutbox(options, to)
    options.letters.note(letter, { address, message })
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
