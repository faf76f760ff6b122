import type { PersonId } from '../core/index.ts'
import type { Repositories } from '../ports/index.ts'

/**
 * Somebody left in a hurry: what is still on its way to them would arrive under the eyes of whoever
 * holds the phone. Replies are of no use later and go; what the team, a reminder or an announcement
 * brings waits until then (ms since 1970).
 */
export async function silence(kept: Repositories, person: PersonId, until: number): Promise<void> {
  for (const record of await kept.outbox.listOf(person)) {
    if (record.unasked === undefined && record.questionId === undefined) {
      await kept.outbox.delete(record.id)
    } else {
      await kept.outbox.put({ ...record, dueAt: Math.max(record.dueAt, until), attempts: 0 })
    }
  }
}
