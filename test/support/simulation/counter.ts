import { dayOf, type Facets, type FigureEvent, type Locale } from '../../../src/core/index.ts'
import type { Ledger } from './ledger.ts'
import type { Observed } from './observer.ts'
import type { Person, World } from './world.ts'

/** Somebody, with what the simulation knows of where they came from and live. */
export interface Life extends Person {
  campaign?: string
  region?: string
  /** The language of the last reply. */
  speaks?: Locale
  /** The town they told, by its id. */
  town?: string
  /** Left the platform; whoever writes again is back. */
  gone?: boolean
}

/** Counts for the simulation what happened to somebody, by the rules that are promised. */
export interface Counter {
  count(life: Life, locale: Locale, event: FigureEvent, facets?: Facets): void
  /** Counts what a reply to a question showed. */
  countReply(life: Life, observed: readonly Observed[], clarifiedTopic: string | undefined): void
}

const INFORM: readonly FigureEvent[] = ['answered', 'entry-answered', 'urgent', 'flow-finished']
const ASK: readonly FigureEvent[] = ['answered', 'urgent', 'clarified', 'unknown', 'flow-went-on']

export function createCounter(world: World, ledger: Ledger): Counter {
  const count: Counter['count'] = (life, locale, event, facets = {}) => {
    const day = dayOf(world.clock.now())
    const { name, channel, campaign, region } = life
    const who: Facets = {
      ...{ locale, channel },
      ...(campaign === undefined ? {} : { campaign }),
      ...(region === undefined ? {} : { region }),
    }
    const once = (mark: string, of: FigureEvent, more: Facets) =>
      ledger.once(`${name} ${mark}`, day, of, { ...who, ...more })
    ledger.count(day, event, { ...facets, ...who })
    const { topic } = facets
    if (INFORM.includes(event)) {
      once(day.slice(0, 4), 'informed', {})
      if (topic !== undefined) once(`${day.slice(0, 4)} ${topic}`, 'informed-about', { topic })
    }
    if (campaign === undefined) return
    const step = (reached: string) =>
      once(`${campaign} ${reached}`, 'campaign-step', { step: reached })
    if (ASK.includes(event)) step('asked')
    if (INFORM.includes(event)) step('answered')
    if (event === 'flow-finished') step('finished')
    if (event === 'started') step('came')
    if (event === 'reached') step('reached')
    if (INFORM.includes(event) && topic !== undefined) {
      once(`${campaign} on ${topic}`, 'campaign-informed', { topic })
    }
  }
  return {
    count,
    countReply(life, observed, clarifiedTopic) {
      for (const { event, locale, facets } of observed) {
        const topic = event === 'clarified' && clarifiedTopic !== undefined
        count(life, locale, event, topic ? { topic: clarifiedTopic } : facets)
        const day = dayOf(world.clock.now())
        if (event === 'answered') ledger.count(day, 'entry-answered', { ...facets, locale })
        if (event === 'urgent') ledger.count(day, 'card-shown', { ...facets, locale })
      }
    },
  }
}
