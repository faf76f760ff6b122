import { announcementPaces } from '../announcements/index.ts'
import { createDalil, type Dalil } from '../conversation/index.ts'
import type { PersonId } from '../core/index.ts'
import { flawOf } from '../errors.ts'
import { systemTimers } from '../ports/index.ts'
import { redact } from '../privacy/index.ts'
import { openTranscriber } from '../speech/index.ts'
import { createEars, type Ears } from './ears.ts'
import { giveMemoryBack } from './give-memory-back.ts'
import type { Ground } from './ground.ts'
import { createLastOut, type LastOut } from './last-out.ts'
import type { Learning } from './learning.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import type { Rooms } from './rooms.ts'
import type { Ways } from './ways.ts'

/** The assistant of a run, and what it listens and is measured with. */
export interface Talk {
  readonly dalil: Dalil
  readonly ears: Ears
  readonly lastOut: LastOut
  /** Left out where the settings name no token for reading them. */
  readonly metrics: Metrics | undefined
  /** Sends what waits for a person; never rejects. */
  readonly deliver: (person: PersonId) => void
}

/** Puts the assistant together. */
export function createTalk(ground: Ground, learning: Learning, rooms: Rooms, ways: Ways): Talk {
  const { config, logger, store } = ground
  const { channel, channels } = ways
  const { whatsappPerMinute: perMinute, whatsappPerDay: perDay, metricsToken: token } = config
  const metrics = token === undefined ? undefined : createMetrics({ token, store, channels })
  const announcementPace = announcementPaces({ perMinute, perDay }, config.whatsappCloud)
  const ears = createEars({
    ...{ config, channel, logger, open: openTranscriber, timers: systemTimers },
  })
  const lastOut = createLastOut({ ...ground, settings: store.settings, timers: systemTimers })
  const second = ground.beginSecond(() => rooms.services().madeOf)
  const dalil = createDalil({
    ...ground,
    ...(metrics === undefined ? {} : { onTurn: metrics.onTurn }),
    ...(ears.hear === undefined ? {} : { hear: ears.hear }),
    onSent: lastOut.sent,
    onQuiet: giveMemoryBack,
    channel,
    services: rooms.services,
    redact: (text, locale) =>
      redact(text, {
        marks: (kind) => learning.live.services().knowledge.texts.text(locale, `redacted.${kind}`),
      }),
    defaultLocale: config.defaultLocale,
    groupOf: rooms.desk.grouping.place,
    encode: learning.encoder.encode,
    ...(second === undefined ? {} : { second }),
    slips: rooms.referrals.slips,
    announcementPace: (name) => announcementPace[name],
    pace: config.pace,
  })
  const deliver = (person: PersonId) => {
    dalil.sender.deliver(person).catch((error: unknown) => {
      logger.error('delivering failed', { ...flawOf(error) })
    })
  }
  return { dalil, ears, lastOut, metrics, deliver }
}
