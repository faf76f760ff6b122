import { CAMPAIGN_STEPS, type Facets, type FigureEvent, toFigure } from '../../src/core/index.ts'
import { dayAfter } from '../../src/insights/index.ts'
import type { Store } from '../../src/ports/index.ts'

const WHO: readonly Facets[] = [
  { topic: 'work', locale: 'fr', channel: 'telegram', region: 'casablanca-settat' },
  { topic: 'mothers', locale: 'ary', channel: 'web-chat', region: 'fes-meknes' },
  { topic: 'mothers', locale: 'ary', channel: 'whatsapp-web' },
  { topic: 'cancer', locale: 'ar', channel: 'whatsapp-web', region: 'marrakech-safi' },
]

const EACH_DAY: readonly (readonly [FigureEvent, number])[] = [
  ['answered', 9],
  ['clarified', 3],
  ['unknown', 2],
  ['urgent', 1],
  ['informed', 4],
  ['informed-about', 4],
  ['passed-on', 1],
]

/** Counts two months of ordinary days up to `today`: something for each page of figures to show. */
export async function countSomeFigures(
  store: Store,
  campaign: string,
  today: string,
): Promise<void> {
  await store.transaction(async ({ figures }) => {
    for (let back = 0; back < 62; back += 1) {
      const day = dayAfter(today, -back)
      for (const [at, who] of WHO.entries()) {
        const facets = at === 1 ? { ...who, campaign } : who
        for (const [event, count] of EACH_DAY) {
          const times = (count * (4 - at) * (7 + (back % 5))) / 20
          if (times >= 1) await figures.increment(toFigure(day, event, facets), Math.round(times))
        }
        const answer = { entry: ['tax-rates', 'birth-papers', 'asd-amounts', 'where-fes'][at] }
        await figures.increment(toFigure(day, 'entry-answered', { ...facets, ...answer }), 5 - at)
        const named = { partner: 'insaf', need: at === 0 ? 'tax' : 'shelter' }
        await figures.increment(toFigure(day, 'routed', { ...facets, ...named }), 2)
        const within = { within: ['4-hours', '1-day', '3-days', '1-week'][at] ?? '' }
        await figures.increment(toFigure(day, 'staff-answered', { ...facets, ...within }), 1)
      }
      const flow = { flow: 'register-birth', topic: 'mothers', locale: 'ary', channel: 'web-chat' }
      await figures.increment(toFigure(day, 'flow-started', flow), 3)
      await figures.increment(toFigure(day, 'flow-finished', flow), 1 + (back % 2))
      for (const [node, asked] of [
        ['born', 5],
        ['where', 4],
        ['mother', 2],
      ] as const) {
        await figures.increment(toFigure(day, 'flow-asked', { ...flow, node }), asked)
        await figures.increment(toFigure(day, 'flow-went-on', { ...flow, node }), asked - 1)
      }
      for (const [at, step] of CAMPAIGN_STEPS.entries()) {
        const facets = { campaign, step, locale: 'ary', channel: 'web-chat' }
        await figures.increment(toFigure(day, 'campaign-step', facets), 7 - at)
      }
      const facets = { campaign, topic: 'mothers' }
      await figures.increment(toFigure(day, 'campaign-informed', facets), 4)
    }
  })
}
