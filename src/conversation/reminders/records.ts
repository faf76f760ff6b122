import { type ChannelName, dayOf, type PersonId } from '../../core/index.ts'
import type { ReminderRecord, Repositories, Sealer } from '../../ports/index.ts'
import { momentOf } from '../../reminders/index.ts'
import { PURPOSES } from '../records.ts'
import type { NewReminder, TurnResult } from '../result.ts'
import type { KeptReminder } from '../turn.ts'

/** Seals a reminder for the store. */
function sealReminder(
  sealer: Sealer,
  reminder: NewReminder,
  of: {
    readonly id: string
    readonly person: PersonId
    readonly channel: ChannelName
    readonly now: number
  },
): ReminderRecord {
  const { kind, text, flow, until } = reminder
  return {
    id: of.id,
    person: of.person,
    channel: of.channel,
    content: sealer.seal(JSON.stringify({ kind, text, flow, until }), PURPOSES.reminder),
    locale: reminder.locale,
    dueAt: momentOf(reminder.day),
    createdAt: of.now,
  }
}

/** Reads a reminder that was kept; `undefined` where it cannot be read any more. */
export function openReminder(sealer: Sealer, record: ReminderRecord): KeptReminder | undefined {
  try {
    const value: unknown = JSON.parse(sealer.open(record.content, PURPOSES.reminder))
    if (typeof value !== 'object' || value === null) return undefined
    const { kind, text, flow, until } = value as Record<string, unknown>
    if (typeof kind !== 'string' || typeof text !== 'string') return undefined
    const { id, locale, dueAt } = record
    return {
      ...{ id, kind, text, locale, day: dayOf(dueAt) },
      ...(typeof flow === 'string' ? { flow } : {}),
      ...(typeof until === 'string' ? { until } : {}),
    }
  } catch {
    // A key that was lost must not silence the person.
    return undefined
  }
}

/** Keeps and deletes reminders as a turn decided. */
export async function keepReminders(
  options: { readonly sealer: Sealer; readonly newId: () => string },
  kept: Repositories,
  reply: TurnResult,
  of: { readonly person: PersonId; readonly channel: ChannelName; readonly now: number },
): Promise<void> {
  for (const id of reply.cancelReminders ?? []) await kept.reminders.delete(id)
  for (const reminder of reply.reminders ?? []) {
    const id = reminder.replaces ?? options.newId()
    await kept.reminders.put(sealReminder(options.sealer, reminder, { ...of, id }))
  }
}
