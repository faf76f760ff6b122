import { takesSlips } from '../../../src/referrals/index.ts'
import { localDay, moment, plusDays } from './calendar.ts'
import type { Life } from './counter.ts'
import type { Diary } from './diary.ts'
import { languageOf } from './language.ts'
import { letPartnerSay } from './partner-words.ts'
import { type Stage, spokenBy } from './stage.ts'

/** The question comes after a week, and is of use for one more. */
const ASK_DAYS = 7
const HOUR = 3_600_000

/** Takes a slip for a partner; a week later the question comes, once, and most answer it. */
export async function takeSlip(stage: Stage, life: Life, questions: Diary): Promise<void> {
  const { world, chance, counter, services, later } = stage
  const { directory, texts } = services.knowledge
  const partner = chance.pick(
    [...directory.partners.values()].filter((one) => takesSlips(one) && one.needs.length > 0),
  )
  const need = chance.pick(partner.needs)
  const reply = await world.send(life, { type: 'choice', data: `i:${need}:${partner.partner}` })
  life.speaks = languageOf(texts, reply.text, ['referral:slip.show'], spokenBy(life))
  const locale = life.speaks
  const [topic, ...others] = partner.topics
  const isOfOne = topic !== undefined && others.length === 0
  const facets = { partner: partner.partner, need, ...(isOfOne ? { topic } : {}) }
  counter.count(life, locale, 'referral-made', facets)
  await letPartnerSay(stage, { life, facets })
  const day = plusDays(localDay(world.clock.now()), ASK_DAYS)
  const words = texts.text(locale, 'referral:asked.text').trim()
  const lastDay = plusDays(day, ASK_DAYS - 1)
  questions.promise({ life, kind: 'referral', day, locale, words, lastDay })
  later({
    at: moment(day, '10:00') + (1 + chance.below(10)) * HOUR,
    async run() {
      const word = chance.pick(['helped', 'not-helped', 'not-reached'])
      const { choices } = world.receivedBy(life)
      const data = choices.find((choice) => choice.data.startsWith(`y:${word}:`))?.data
      if (data === undefined) return
      await world.send(life, { type: 'choice', data })
      if (word !== 'not-reached') counter.count(life, spokenBy(life), 'reached', facets)
    },
  })
}
