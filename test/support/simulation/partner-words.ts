import { createPartnerDesk, type PartnerDesk } from '../../../src/conversation/index.ts'
import {
  type Facets,
  type FigureEvent,
  type PersonId,
  toAddress,
  toPersonId,
} from '../../../src/core/index.ts'
import type { PartnerWord } from '../../../src/ports/index.ts'
import { toToken } from '../../../src/referrals/index.ts'
import { localDay, moment, plusDays } from './calendar.ts'
import type { Life } from './counter.ts'
import type { Stage } from './stage.ts'

const EVENTS: Readonly<Record<PartnerWord, FigureEvent>> = {
  came: 'referral-came',
  'not-helped': 'referral-not-helped',
}

const HOUR = 3_600_000
const WEEK = 168 * HOUR
const LAST_DAY = '2026-12-25'

/** A slip that somebody has just taken, and what its figures are about. */
export interface Taken {
  readonly life: Life
  readonly facets: Facets
}

/**
 * Most partners say by their link what became of somebody, some days later; some were wrong and say
 * so soon after. The last word counts, on the day of the first; a slip that was erased has none.
 */
export async function letPartnerSay(stage: Stage, { life, facets }: Taken): Promise<void> {
  const { world, chance, later, ledger } = stage
  const { store, pseudonym: hide } = world
  const today = localDay(world.clock.now())
  const [said, isWrong] = [chance.happens(0.7), chance.happens(0.2)]
  const first = chance.pick(['came', 'not-helped'] as const)
  const hours = 1 + chance.below(8)
  const taken = (await store.referrals.listOf(personOf(world, life))).at(-1)
  if (!said || taken === undefined || today > LAST_DAY) return
  const desk: PartnerDesk = createPartnerDesk(world)
  const token = toToken(taken.id, taken.createdAt, hide)
  const { name, campaign, region } = life
  const about = {
    ...facets,
    ...(campaign === undefined ? {} : { campaign }),
    ...(region === undefined ? {} : { region }),
  }
  const count = (word: PartnerWord, day: string) => {
    ledger.count(day, EVENTS[word], about)
    if (word !== 'came' || campaign === undefined) return
    ledger.once(`${name} ${campaign} reached`, day, 'campaign-step', { campaign, step: 'reached' })
  }
  later({
    at: moment(plusDays(today, 1), '10:00') + hours * HOUR,
    async run() {
      const at = world.clock.now()
      const opened = await desk.say(token, first)
      if (opened.type !== 'referral') return
      if (!isWrong) return count(first, localDay(at))
      later({
        at: at + 48 * HOUR,
        async run() {
          const other = first === 'came' ? 'not-helped' : 'came'
          const again = await desk.say(token, other)
          const isIn = again.type === 'referral' && world.clock.now() < at + WEEK
          count(isIn ? other : first, localDay(at))
        },
      })
    },
  })
}

function personOf({ pseudonym }: Stage['world'], { name, channel }: Life): PersonId {
  return toPersonId(pseudonym(toAddress({ channel, account: 'simulation', peer: name })))
}
