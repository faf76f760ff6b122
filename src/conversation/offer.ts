import type { OutboxRecord, Repositories, Sealer } from '../ports/index.ts'
import { openMessage, openSession, sealSession } from './records.ts'

/**
 * After a message that nobody waited for (a reminder, a question, an announcement) was shown: a
 * number means what it offers, unless a reply that comes right behind it offers something itself or
 * a flow waits for an answer. Of an announcement, "stop" means it from now on, also in a flow.
 */
export async function offer(
  kept: Pick<Repositories, 'people' | 'outbox'>,
  sealer: Sealer,
  record: OutboxRecord,
): Promise<void> {
  const person = await kept.people.find(record.person)
  const message = openMessage(sealer, record.message)
  if (person === undefined || message.type !== 'text') return
  const { choices = [] } = message
  const opened = openSession(sealer, person.session, { locale: 'fr', now: person.lastSeenAt })
  const isAnnouncement = record.announcement !== undefined
  const announced = isAnnouncement ? choices[0]?.data.slice('u:'.length) : undefined
  const waiting = await kept.outbox.listOf(person.id)
  const isLast = waiting.every(({ unasked }) => unasked !== undefined)
  const isAnswered = isLast && (isAnnouncement || opened.flow === undefined)
  const session = {
    ...opened,
    ...(announced === undefined ? {} : { announced }),
    ...(isAnswered ? { choices } : {}),
  }
  await kept.people.put({ ...person, session: sealSession(sealer, session) })
}
