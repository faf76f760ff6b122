import { randomInt } from 'node:crypto'
import { type Announcements, createAnnouncements } from '../announcements/index.ts'
import { type Campaigns, createCampaigns } from '../campaigns/index.ts'
import type { Config } from '../config.ts'
import { figuresOf, readMonths } from '../content/index.ts'
import type { TurnServices } from '../conversation/index.ts'
import { LOCALES } from '../core/index.ts'
import type { NoticeWays } from '../referrals/index.ts'
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
    notices: noticeWays(config),
  })
  const desk = createDesk({
    ...ground,
    live,
    effect: learning.effect,
    check: (overlay) => learning.check(overlay, ending.signal),
  })
  return {
    ...{ campaigns, announcements, referrals, desk },
    services: createDressing(live, campaigns, referrals),
    stop() {
      ending.abort()
      desk.presence.stop()
      desk.previews.stop()
    },
  }
}

/** Puts on the services what changes apart from the content; the same where nothing changed. */
function createDressing(
  live: Learning['live'],
  campaigns: Campaigns,
  referrals: ReferralRoom,
): () => TurnServices {
  let last: readonly unknown[] = []
  let dressed: TurnServices | undefined
  return () => {
    const now = live.services()
    const book = campaigns.book(now.knowledge.texts)
    const parts = [now, book, referrals.silent.warned()]
    if (dressed === undefined || parts.some((part, at) => part !== last[at])) {
      dressed = referrals.dress({ ...now, campaigns: book })
      last = parts
    }
    return dressed
  }
}

/** The ways in which these settings let us write to a partner first. */
function noticeWays({ mail, telegramBotToken, whatsappCloud }: Config): NoticeWays {
  const languages = LOCALES.filter((one) => whatsappCloud?.templates[`partner.${one}`])
  const canTemplate = whatsappCloud !== undefined && languages.length > 0
  return {
    mail: mail !== undefined,
    telegramBot: telegramBotToken?.split(':')[0],
    ...(canTemplate ? { whatsapp: { account: whatsappCloud.phoneId, languages } } : {}),
  }
}
