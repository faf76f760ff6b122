import type { FlowOutput } from '../../flow/index.ts'
import { MAX_REMINDERS } from '../../reminders/index.ts'
import type { NewReminder, TurnEvent } from '../result.ts'
import { say, type Turn } from '../turn.ts'

/** What a flow said, with its reminders taken out of it. */
export interface AskedReminders {
  readonly outputs: readonly FlowOutput[]
  readonly reminders: readonly NewReminder[]
  readonly events: readonly TurnEvent[]
}

/**
 * Takes the reminders out of what a flow's step said. One of the same kind for the same day takes
 * the place of the one before. Where a person has too many, the text after it, which promises it,
 * gives way to a word about that.
 */
export function takeReminders(
  turn: Turn,
  outputs: readonly FlowOutput[],
  flow: string | undefined,
): AskedReminders {
  const rest: FlowOutput[] = []
  const reminders: NewReminder[] = []
  const events: TurnEvent[] = []
  let refused = false
  for (const output of outputs) {
    if (output.type === 'remind') {
      const { kind, date: day, text, until } = output
      const same = turn.reminders.find((kept) => kept.kind === kind && kept.day === day)
      refused = same === undefined && turn.reminders.length + events.length >= MAX_REMINDERS
      if (refused) continue
      if (same === undefined) events.push({ event: 'reminder-set', facets: { kind } })
      reminders.push({
        ...{ kind, day, text, locale: turn.locale },
        ...(flow === undefined ? {} : { flow }),
        ...(until === undefined ? {} : { until }),
        ...(same === undefined ? {} : { replaces: same.id }),
      })
      continue
    }
    const isPromise = output.type === 'text' && output.choices === undefined
    if (refused) {
      rest.push({ type: 'text', text: say(turn, 'reminders.full', { count: MAX_REMINDERS }) })
    }
    if (!refused || !isPromise) rest.push(output)
    refused = false
  }
  return { outputs: rest, reminders, events }
}
