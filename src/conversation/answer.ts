import { dayOf } from '../core/index.ts'
import { flawOf } from '../errors.ts'
import type { Repositories } from '../ports/index.ts'
import { openSubscription } from './announcements/records.ts'
import { apologise } from './apology.ts'
import type { Occasion } from './occasion.ts'
import type { DalilOptions, TurnOptions } from './options.ts'
import { readAhead } from './read-ahead.ts'
import { openQuestion } from './records.ts'
import { FreshSlip, referralsOf, withFreshCode } from './referrals/keep.ts'
import { openReminder } from './reminders/records.ts'
import { isLate } from './replies/late.ts'
import type { TurnResult } from './result.ts'
import { runTurn } from './run-turn.ts'
import { withThread } from './threads.ts'

/** What a message is answered with, given all that is kept of the person. */
export async function answer(
  options: TurnOptions,
  kept: Repositories,
  { id, person, message, record, now, pace }: Occasion,
): Promise<TurnResult> {
  const locale = message.localeHint ?? options.defaultLocale
  const opened = options.sessions.open(record, { locale, now })
  const questions = await kept.questions.listOf(person)
  const { texts } = options.services().knowledge
  const { session, thread } = withThread(opened, questions, texts)
  const reminders = await kept.reminders.listOf(person)
  const subscriptions = await kept.subscriptions.listOf(person)
  const slip = new FreshSlip(options)
  const input = {
    session,
    content: message.content,
    channel: message.channel,
    now,
    today: dayOf(now),
    questions: questions.map((one) => openQuestion(options.sealer, one)),
    reminders: reminders.flatMap((one) => openReminder(options.sealer, one) ?? []),
    subscriptions: subscriptions.flatMap((one) => openSubscription(options.sealer, one) ?? []),
    isNew: record === undefined,
    pace,
    thread,
    late: isLate({ sentAt: message.sentAt, now, lastSeenAt: record?.lastSeenAt }),
    referrals: await referralsOf(options, kept, person),
    slip,
    // Found out ahead of the turn, where it is.
    encoded: undefined,
    understood: undefined,
  }
  const ahead = readAhead(options.services(), input, {
    encode: options.encode,
    second: options.isCrowded() ? options.second : undefined,
  })
  const read = ahead === undefined ? input : { ...input, ...(await ahead) }
  return withFreshCode(options, kept, slip, () => turn(options, id, read))
}

/** The turn, or an apology where it breaks: nobody is left in silence. */
function turn(options: DalilOptions, id: string, input: Parameters<typeof runTurn>[1]): TurnResult {
  const services = options.services()
  try {
    return runTurn(services, input)
  } catch (error) {
    options.logger.error('a turn broke', { id, ...flawOf(error) })
    return apologise(services, input)
  }
}
