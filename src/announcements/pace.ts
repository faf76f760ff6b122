import type { ChannelName } from '../core/index.ts'

/** How many announcements one channel carries at most. */
export interface AnnouncementPace {
  readonly perMinute: number
  readonly perDay: number
}

/** The hours of a day in which people are written to, in ms: thirteen. */
const DAY_MS = 13 * 3_600_000
const MINUTE_MS = 60_000

/** From one message to the next, in ms, so that neither the minute nor the day has too many. */
export function intervalOf({ perMinute, perDay }: AnnouncementPace): number {
  return Math.ceil(Math.max(MINUTE_MS / perMinute, DAY_MS / perDay))
}

/** The lowest limit of conversations that a business may begin on a day by the official API. */
const LOWEST_OF_CLOUD = 250

/** Of what a phone may write, so much is left to announcements: replies go first. */
const SHARE_OF_PHONE = 0.25

/**
 * What each platform bears: a phone a quarter of its own caps, the official API what its number may
 * begin on a day, a bot well below the thirty messages of a second.
 */
export function announcementPaces(
  phone: AnnouncementPace,
  { perDay: cloudPerDay = LOWEST_OF_CLOUD }: { readonly perDay?: number } = {},
): Record<ChannelName, AnnouncementPace> {
  const ours = { perMinute: 600, perDay: 1_000_000 }
  return {
    'whatsapp-web': {
      perMinute: phone.perMinute * SHARE_OF_PHONE,
      perDay: phone.perDay * SHARE_OF_PHONE,
    },
    'whatsapp-cloud': { perMinute: 60, perDay: cloudPerDay },
    telegram: ours,
    'web-chat': ours,
    console: ours,
    email: ours,
  }
}
