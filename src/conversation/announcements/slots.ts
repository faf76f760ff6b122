import { type AnnouncementPace, intervalOf } from '../../announcements/index.ts'
import type { ChannelName } from '../../core/index.ts'
import { isDaytime, nextDaytime } from '../../reminders/index.ts'
import type { DalilOptions } from '../options.ts'

/** The moments at which each channel has room for one more announcement. */
export interface Slots {
  /** The next moment of a channel; ms since 1970, by day. */
  next(channel: ChannelName): number
  /** Writes down what was given away, for the next process. */
  keep(): Promise<void>
}

/** Where the moments are kept: when each channel is free again. */
const SETTING = 'announcement-slots'

/** Reads the moments of a store. */
export async function createSlots({
  store,
  clock,
  announcementPace = () => UNHURRIED,
}: Pick<DalilOptions, 'store' | 'clock' | 'announcementPace'>): Promise<Slots> {
  const free = parseSlots(await store.settings.find(SETTING))
  return {
    next(channel) {
      const wanted = Math.max(clock.now(), free.get(channel) ?? 0)
      const slot = isDaytime(wanted) ? wanted : nextDaytime(wanted)
      free.set(channel, slot + intervalOf(announcementPace(channel)))
      return slot
    },
    keep: () => store.settings.put(SETTING, JSON.stringify(Object.fromEntries(free))),
  }
}

const UNHURRIED: AnnouncementPace = { perMinute: 600, perDay: 1_000_000 }

function parseSlots(kept: string | undefined): Map<string, number> {
  const value: unknown = JSON.parse(kept ?? '{}')
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return new Map(entries.filter(([, time]) => typeof time === 'number'))
}
