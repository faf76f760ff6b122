import { directionOf, isolateFor, type OutboundMessage, type Session } from '../../core/index.ts'
import { flawOf } from '../../errors.ts'
import type { ReferralRecord, Repositories } from '../../ports/index.ts'
import { ASK_LATE_DAYS, questionOf } from '../../referrals/index.ts'
import { isDaytime } from '../../reminders/index.ts'
import type { DalilOptions } from '../options.ts'
import { openSession, sealMessage } from '../records.ts'
import { outcomeChoices } from '../stages/referral-outcome.ts'

/** Questions that are moved in one go. */
const SWEEP_SIZE = 200

const LATE_MS = ASK_LATE_DAYS * 86_400_000

/**
 * Asks, once, those who were sent to a partner a week ago how it went. As with reminders, one
 * transaction takes the question off the list and adds the message, alone with the person.
 */
export function createReferralSweep(options: DalilOptions): () => Promise<void> {
  const { store, clock, logger } = options
  return async () => {
    if (!isDaytime(clock.now())) return
    const due = await store.referrals.listDue(clock.now(), SWEEP_SIZE)
    await Promise.all(
      due.map(({ id, person }) =>
        store
          .transaction((kept) => ask(options, kept, id), { alone: person })
          .catch((error: unknown) => {
            logger.error('a question could not be prepared', { id, ...flawOf(error) })
          }),
      ),
    )
  }
}

async function ask(options: DalilOptions, kept: Repositories, id: string): Promise<void> {
  const { sealer, clock } = options
  const record = await kept.referrals.find(id)
  const now = clock.now()
  if (record?.askAt === undefined || record.askAt > now) return
  const person = await kept.people.find(record.person)
  const { askAt, ...rest } = record
  const session =
    person === undefined
      ? undefined
      : openSession(sealer, person.session, { locale: record.locale, now: record.createdAt })
  if (session?.hiddenUntil !== undefined && session.hiddenUntil > now) {
    // Somebody else may hold the phone.
    await kept.referrals.put({ ...rest, askAt: session.hiddenUntil })
    return
  }
  await kept.referrals.put(rest)
  const isOf = person !== undefined && !person.gone && now < askAt + LATE_MS
  if (!isOf || session === undefined) return
  const message = questionAbout(options, record, session)
  await kept.outbox.add({
    id: questionOf(id),
    person: person.id,
    channel: person.channel,
    address: person.address,
    message: sealMessage(sealer, message),
    ...{ createdAt: now, dueAt: now, attempts: 0, state: 'waiting' },
    unasked: { until: askAt + LATE_MS },
  })
}

/** Neutral on a locked screen: an address, and nothing about whose it is or what for. */
function questionAbout(
  { services }: DalilOptions,
  { id, locale }: ReferralRecord,
  { discreet }: Session,
): OutboundMessage {
  const { texts } = services().knowledge
  const text = (key: string) => texts.text(locale, key)
  const cover = discreet ? [text('discreet:preview')] : []
  return {
    type: 'text',
    text: isolateFor([...cover, text('referral:asked.text')].join('\n\n'), locale),
    direction: directionOf(locale),
    choices: outcomeChoices(text, { id }),
  }
}
