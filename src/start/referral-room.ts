import {
  createPartnerDesk,
  type DalilOptions,
  type PartnerDesk,
  type TurnServices,
} from '../conversation/index.ts'
import {
  createPartnerDoors,
  createReferralOverview,
  createSilentBook,
  createSlipPrinter,
  type NoticeWays,
  type PartnerDoors,
  type ReferralOverview,
  type SilentBook,
} from '../referrals/index.ts'

/** What a run needs of referrals. */
export interface ReferralRoom {
  readonly desk: PartnerDesk
  readonly doors: PartnerDoors
  readonly silent: SilentBook
  readonly overview: ReferralOverview
  readonly slips: NonNullable<DalilOptions['slips']>
  /** The services of a turn, with what is known of contacts and of the way to partners. */
  dress(services: TurnServices): TurnServices
}

/** What it is made of. */
export interface ReferralRoomOptions
  extends Pick<DalilOptions, 'store' | 'sealer' | 'pseudonym' | 'clock'>,
    Pick<Parameters<typeof createSilentBook>[0], 'audit'> {
  readonly publicUrl: () => string
  readonly notices: NoticeWays
}

/** Puts the parts of referrals together. */
export function createReferralRoom(options: ReferralRoomOptions): ReferralRoom {
  const silent = createSilentBook(options)
  return {
    desk: createPartnerDesk(options),
    doors: createPartnerDoors({ ...options, hide: options.pseudonym }),
    silent,
    overview: createReferralOverview({ ...options, hide: options.pseudonym }),
    slips: { publicUrl: options.publicUrl, draw: createSlipPrinter() },
    dress(services) {
      const { knowledge } = services
      const directory = { ...knowledge.directory, silent: silent.warned() }
      return { ...services, notices: options.notices, knowledge: { ...knowledge, directory } }
    },
  }
}
