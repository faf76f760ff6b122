import { randomInt } from 'node:crypto'
import { type Announcements, createAnnouncements } from '../announcements/index.ts'
import { type Campaigns, createCampaigns } from '../campaigns/index.ts'
import { figuresOf, readMonths } from '../content/index.ts'
import type { TurnServices } from '../conversation/index.ts'
import type { Ground } from './ground.ts'
import type { Learning } from './learning.ts'
import { createReferralRoom, type ReferralRoom } from './referral-room.ts'
import { createDesk, type Desk } from './staff-desk.ts'

/** What the staff and the partners work with. */
export interface Rooms {
  readonly campaigns: Campaigns
  readonly announcements: Announcements
  readonly referrals: ReferralRoom
  readonly desk: Desk
  /** The services of this moment, with the campaigns and what is known of partners. */
  readonly services: () => TurnServices
  /** Gives up what is being checked or worked out. */
  stop(): void
}

/** Puts together what the staff and the partners work with. */
export async function openRooms(ground: Ground, learning: Learning): Promise<Rooms> {
  const { config, site } = ground
  const { live } = learning
  const ending = new AbortController()
  const campaigns = createCampaigns({
    ...ground,
    random: randomInt,
    isFlow: (flow) => live.services().knowledge.flows.has(flow),
  })
  await campaigns.refresh()
  const announcements = createAnnouncements({
    ...ground,
    numbersIn: (text) => figuresOf(text, readMonths(live.services().knowledge.texts)),
  })
  const referrals = createReferralRoom({
    ...ground,
    publicUrl: site.url,
    notices: {
      mail: config.mail !== undefined,
      telegramBot: config.telegramBotToken?.split(':')[0],
    },
  })
  const desk = createDesk({
    ...ground,
    live,
    effect: learning.effect,
    check: (overlay) => learning.check(overlay, ending.signal),
  })
  return {
    ...{ campaigns, announcements, referrals, desk },
    services() {
      const now = live.services()
      return referrals.dress({ ...now, campaigns: campaigns.book(now.knowledge.texts) })
    },
    stop() {
      ending.abort()
      desk.presence.stop()
      desk.previews.stop()
    },
  }
}
