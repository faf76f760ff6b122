import {
  type CampaignStep,
  type Facets,
  type FigureEvent,
  type FigureKey,
  figureWith,
  type Session,
} from '../core/index.ts'
import type { TurnResult } from './result.ts'
import { WELCOME_FLOW } from './stages/welcome.ts'
import type { Turn } from './turn.ts'

/** What is counted of a turn, and what the person is not counted for again. */
export interface Counted {
  readonly figures: readonly FigureKey[]
  readonly counted: readonly string[]
}

/** Which event is counted a second time with its text, apart from where the person is. */
const IN_DETAIL: Readonly<Partial<Record<FigureEvent, FigureEvent>>> = {
  answered: 'entry-answered',
  'not-helpful': 'entry-not-helpful',
  urgent: 'card-shown',
}

/** What counts as being informed: an answer, an emergency card, a flow to its end. */
const INFORMING: readonly FigureEvent[] = ['answered', 'entry-answered', 'urgent', 'flow-finished']

/** How far in a campaign an event shows a person to be. */
const CAMPAIGN_STEP: Readonly<Partial<Record<FigureEvent, readonly CampaignStep[]>>> = {
  answered: ['asked', 'answered'],
  'entry-answered': ['answered'],
  urgent: ['asked', 'answered'],
  clarified: ['asked'],
  unknown: ['asked'],
  'flow-went-on': ['asked'],
  'flow-finished': ['answered', 'finished'],
  routed: ['routed'],
  'referral-made': ['routed'],
  'referral-came': ['reached'],
  reached: ['reached'],
}

/** More marks than these are not kept; the oldest go first. */
const MAX_COUNTED = 64

/**
 * Counts a turn. A person is counted once a year for being informed, and once for each step of a
 * campaign; that they were stands in their own session, and goes with it.
 */
export function countTurn(turn: Turn, reply: TurnResult): Counted {
  const who = whoOf(turn, reply.session)
  const marks = new Set(ofThisYear(reply.session.counted ?? [], turn.today))
  const figures: FigureKey[] = []
  const count = (event: FigureEvent, facets: Facets, topic = facets.topic) => {
    const named = (facet: keyof Facets) => who[facet] ?? (facet === 'topic' ? topic : facets[facet])
    figures.push(figureWith(turn.today, event, named))
  }
  const once = (mark: string, event: FigureEvent, facets: Facets) => {
    if (marks.has(mark)) return
    marks.add(mark)
    count(event, facets)
  }
  if (turn.campaign !== undefined) {
    once(`${turn.campaign.code} came`, 'campaign-step', { step: 'came' })
  }
  for (const { event, facets } of reply.events) {
    const topic = topicOf(turn, facets)
    count(event, facets, topic)
    const detail = IN_DETAIL[event]
    if (detail !== undefined) count(detail, facets, topic)
    // Being welcomed is not yet being informed.
    if (facets.flow === WELCOME_FLOW) continue
    if (INFORMING.includes(event)) informed(turn.today, topic, once)
    if (who.campaign !== undefined) inCampaign(who.campaign, event, topic, once)
  }
  return { figures, counted: [...marks].slice(-MAX_COUNTED) }
}

type Once = (mark: string, event: FigureEvent, facets: Facets) => void

function informed(today: string, topic: string | undefined, once: Once): void {
  const year = today.slice(0, 4)
  once(year, 'informed', {})
  if (topic !== undefined) once(`${year} ${topic}`, 'informed-about', { topic })
}

function inCampaign(
  campaign: string,
  event: FigureEvent,
  topic: string | undefined,
  once: Once,
): void {
  for (const step of CAMPAIGN_STEP[event] ?? []) {
    once(`${campaign} ${step}`, 'campaign-step', { step })
  }
  if (INFORMING.includes(event) && topic !== undefined) {
    once(`${campaign} ${topic}`, 'campaign-informed', { topic })
  }
}

/** Marks of an earlier year are of no use any more; those of campaigns are. */
function ofThisYear(marks: readonly string[], today: string): readonly string[] {
  const year = today.slice(0, 4)
  return marks.filter((mark) => !/^\d{4}/u.test(mark) || mark.startsWith(year))
}

function whoOf(turn: Turn, session: Session): { readonly [F in keyof Facets]: string | undefined } {
  const { towns } = turn.services.knowledge.directory
  const region = session.city === undefined ? undefined : towns.get(session.city)?.region
  return {
    locale: turn.locale,
    channel: turn.channel,
    campaign: session.campaign?.last,
    region,
  }
}

/** The subject that facets name, or that of their entry or flow. */
function topicOf(turn: Turn, facets: Facets): string | undefined {
  const { entries, flows } = turn.services.knowledge
  return (
    facets.topic ?? entries.get(facets.entry ?? '')?.topic ?? flows.get(facets.flow ?? '')?.subject
  )
}
