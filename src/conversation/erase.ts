import type { PersonId } from '../core/index.ts'
import type { Repositories } from '../ports/index.ts'
import { noticeOf } from '../referrals/index.ts'
import { countEnd } from './announcements/end.ts'

/** Deletes everything that is kept of a person. Figures stay: they point at nobody. */
export async function erase(kept: Repositories, person: PersonId, now: number): Promise<void> {
  await kept.people.delete(person)
  for (const record of await kept.outbox.listOf(person))
    await countEnd(kept, record, 'dropped', now)
  await kept.outbox.deleteOf(person)
  const questions = await kept.questions.deleteOf(person)
  await kept.reminders.deleteOf(person)
  await kept.subscriptions.deleteOf(person)
  for (const { id } of await kept.referrals.listOf(person)) {
    await kept.outbox.delete(noticeOf(id))
  }
  await kept.referrals.deleteOf(person)
  if (questions > 0) await kept.signals.send({ type: 'question' })
}
