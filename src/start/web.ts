import { CHANNEL_LIMITS } from '../channels/limits.ts'
import { createEditing } from '../content/index.ts'
import { createSlipPictures } from '../conversation/index.ts'
import { newSecret } from '../ids.ts'
import { createObservatory } from '../insights/index.ts'
import { createApp, createNetworkPace, createStaffApp, createTickets } from '../web/index.ts'
import type { Ground } from './ground.ts'
import { reachStore } from './key.ts'
import type { Learning } from './learning.ts'
import type { Rooms } from './rooms.ts'
import type { Talk } from './talk.ts'
import type { Ways } from './ways.ts'

/** What the pages are made of. */
export interface WebParts {
  readonly ground: Ground
  /** The folder of the project. */
  readonly root: string
  readonly learning: Learning
  readonly rooms: Rooms
  readonly ways: Ways
  readonly talk: Talk
  /** Whether everything is up. */
  readonly ready: () => boolean
}

/** Puts together everything that is reached over HTTP. */
export function createWeb(parts: WebParts): ReturnType<typeof createApp> {
  const { ground, learning, rooms, ways, talk, ready } = parts
  const { config, sealer, store, clock, logger } = ground
  const { perMinute, proxies, widgetOrigins } = config.web
  const knowledge = () => learning.live.services().knowledge
  return createApp({
    chat: ways.webChat,
    recording: (name) => knowledge().recordings.find(name),
    slip: createSlipPictures({ ...ground, ...rooms, slips: rooms.referrals.slips }),
    staff: createStaffPages(parts),
    observatory: createObservatory({ figures: store.figures, clock }),
    knowledge,
    webhooks: ways.webhooks,
    texts: () => knowledge().texts,
    defaultLocale: config.defaultLocale,
    widgetOrigins,
    proxies,
    pace: createNetworkPace({ perMinute, clock, salt: newSecret() }),
    notice: {
      ...config.association,
      questionDays: config.retentionDays,
      personDays: config.personDays,
    },
    health: { ready, reachStore: () => reachStore(store), metrics: talk.metrics },
    tickets: createTickets({ sealer, store, clock }),
    partnerDesk: rooms.referrals.desk,
    partnerDoors: rooms.referrals.doors,
    logger,
  })
}

/** The pages of the staff. */
function createStaffPages(parts: WebParts): ReturnType<typeof createStaffApp> {
  const { ground, root, learning, rooms, ways } = parts
  const { config, store, staff, clock, logger, site } = ground
  const { review, publishing, presence, previews } = rooms.desk
  const { campaigns, referrals, announcements, services } = rooms
  const knowledge = () => learning.live.services().knowledge
  const limits = Object.values(CHANNEL_LIMITS)
  return createStaffApp({
    ...{ store, staff, clock, logger, knowledge, services },
    ...{ review, publishing, presence, previews, campaigns, referrals, announcements },
    editing: createEditing({ root, store, clock, knowledge, limits }),
    doors: ways.doors,
    texts: () => knowledge().texts,
    faults: learning.live.faults,
    subscribe: (listener) =>
      store.listen((signal) => {
        if (signal.type === 'question') listener('changed', '')
        if (signal.type === 'writing') listener('writing', signal.group)
      }),
    whatsapp: ways.whatsapp,
    deliveries: ways.deliveries,
    publicUrl: site.url,
    secure: config.publicUrl.startsWith('https:'),
  })
}
