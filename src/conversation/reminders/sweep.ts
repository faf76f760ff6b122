import {
  dayOf,
  directionOf,
  isolateFor,
  type OutboundMessage,
  type Session,
  toFigure,
} from '../../core/index.ts'
import { flawOf } from '../../errors.ts'
import { showDate } from '../../flow/index.ts'
import type { ReminderRecord, Repositories } from '../../ports/index.ts'
import { isDaytime, judge, usefulUntil } from '../../reminders/index.ts'
import type { DalilOptions } from '../options.ts'
import { openSession, sealMessage } from '../records.ts'
import type { TurnServices } from '../services.ts'
import type { KeptReminder } from '../turn.ts'
import { openReminder } from './records.ts'

/** Reminders that are moved in one go. */
const SWEEP_SIZE = 200

/**
 * Moves the reminders that are due into the outbox: one transaction deletes the reminder and adds
 * the message, so that a crash at any moment leaves one of the two. Runs alone with the person, so
 * that a turn which cancels or erases comes wholly before or wholly after it.
 */
export function createReminderSweep(options: DalilOptions): () => Promise<void> {
  const { store, clock, logger } = options
  const prepare = ({ id, person }: ReminderRecord) =>
    store
      .transaction((kept) => move(options, kept, id), { alone: person })
      .then(() => true)
      .catch((error: unknown) => {
        logger.error('a reminder could not be prepared', { id, ...flawOf(error) })
        return false
      })
  return async () => {
    while (isDaytime(clock.now())) {
      const due = await store.reminders.listDue(clock.now(), SWEEP_SIZE)
      const moved = await Promise.all(due.map(prepare))
      if (due.length < SWEEP_SIZE || !moved.includes(true)) return
    }
  }
}

async function move(options: DalilOptions, kept: Repositories, id: string): Promise<void> {
  const { sealer, clock, logger } = options
  const record = await kept.reminders.find(id)
  if (record === undefined) return
  const reminder = openReminder(sealer, record)
  if (reminder === undefined) {
    logger.error('a reminder cannot be read any more and is dropped', { id })
    await kept.reminders.delete(id)
    return
  }
  const now = clock.now()
  const dated = { ...reminder, dueAt: record.dueAt }
  const judgement = judge(dated, now)
  // Of several machines only the one that deletes it sends it.
  if (judgement === 'wait' || !(await kept.reminders.delete(id))) return
  const person = await kept.people.find(record.person)
  const dropped = judgement === 'drop' || person === undefined || person.gone
  await count(kept, dropped ? 'reminder-dropped' : 'reminder-sent', reminder, record, now)
  if (dropped) return
  const until = usefulUntil(dated)
  const session = openSession(sealer, person.session, { locale: record.locale, now })
  const message = toMessage(options.services(), reminder, judgement === 'send-late')
  await kept.outbox.add({
    id,
    person: person.id,
    channel: person.channel,
    address: person.address,
    message: sealMessage(sealer, message),
    createdAt: now,
    dueAt: dueFor(session, until, now),
    attempts: 0,
    state: 'waiting',
    unasked: { until },
  })
}

/**
 * It waits for who left in a hurry: somebody else may hold the phone. One that would lose its use
 * meanwhile goes out all the same: its words are neutral.
 */
function dueFor({ hiddenUntil = 0 }: Session, until: number, now: number): number {
  return hiddenUntil < until ? Math.max(now, hiddenUntil) : now
}

function toMessage(
  { knowledge }: TurnServices,
  { text, flow, locale, day }: KeptReminder,
  late: boolean,
): OutboundMessage {
  const { texts, flows } = knowledge
  const words = late
    ? `${text.trim()}\n\n${texts.text(locale, 'reminders.late', { day: showDate(locale, day) })}`
    : text.trim()
  const base = {
    type: 'text' as const,
    text: isolateFor(words, locale),
    direction: directionOf(locale),
  }
  if (flow === undefined || !flows.has(flow)) return base
  const label = texts.text(locale, 'reminders.about')
  return { ...base, choices: [{ data: `w:${flow}`, label }] }
}

async function count(
  kept: Repositories,
  event: 'reminder-sent' | 'reminder-dropped',
  { kind }: KeptReminder,
  { channel, locale }: ReminderRecord,
  now: number,
): Promise<void> {
  await kept.figures.increment(toFigure(dayOf(now), event, { kind, channel, locale }))
}
