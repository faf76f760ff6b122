import type { TurnServices } from '../../../src/conversation/index.ts'
import {
  type ChannelName,
  dayOf,
  type Facets,
  type FigureEvent,
  LOCALES,
  type Locale,
} from '../../../src/core/index.ts'
import type { CampaignRecord } from '../../../src/ports/index.ts'
import { createReview } from '../../../src/review/index.ts'
import { createAgenda } from './agenda.ts'
import { BEGIN_BIRTH, BIRTH_STEPS, isBirthLocale } from './birth.ts'
import { type Chance, createChance } from './chance.ts'
import { createCounter, type Life } from './counter.ts'
import { languageOf } from './language.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { createObserver } from './observer.ts'
import { type Stage, spokenBy, type YearOptions } from './stage.ts'
import { createWorld, type World } from './world.ts'

/** A year that went by: everything real but the platforms, and what the simulation counted. */
export interface Year {
  readonly world: World
  readonly ledger: Ledger
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
const CHANNELS: readonly ChannelName[] = ['telegram', 'web-chat', 'whatsapp-web', 'whatsapp-web']
const TOWNS = ['casablanca', 'rabat', 'marrakech', 'tanger', 'agadir', 'oujda', 'taza']
const NONSENSE = 'zxqv wrtk plmn'
/** The team replies after one of these times, in hours. */
const REPLY_HOURS = [2, 20, 70, 160, 300]
/** The spans that the time to a reply is counted in, in hours. */
const SPANS = [
  [4, '4-hours'],
  [24, '1-day'],
  [72, '3-days'],
  [168, '1-week'],
  [Number.POSITIVE_INFINITY, 'longer'],
] as const

/** Lets people live through a year: links, questions, a flow, questions for the team, its replies. */
export async function simulateYear(options: YearOptions): Promise<Year> {
  const agenda = createAgenda()
  const world = createWorld(options.services, options.start, options.campaigns)
  const stage = createStage(options, world, agenda.add)
  for (let at = 0; at < options.people; at += 1) {
    planTalk(stage, createLife(stage.chance, at), createTimes(stage))
  }
  for (let act = agenda.take(); act !== undefined; act = agenda.take()) {
    world.moveTo(act.at)
    await act.run()
  }
  return { world, ledger: stage.ledger }
}

/** What the acts of a year share. */
export function createStage(options: YearOptions, world: World, later: Stage['later']): Stage {
  const ledger = createLedger()
  return {
    ...{ ...options, world, ledger, later, chance: createChance(options.seed) },
    counter: createCounter(world, ledger),
    observe: createObserver(options.services.knowledge),
    phrasings: phrasingsOf(options.services),
  }
}

/** Somebody, with a language and a channel. */
export function createLife(chance: Chance, number: number): Life {
  const locale = chance.pick(['fr', 'ary', 'ary', 'ar', 'en'] as const)
  return { name: `p${number}`, channel: chance.pick(CHANNELS), locale }
}

/** Gives one act after the other its moment: by day, from one to forty hours apart. */
export type Times = (run: () => Promise<void>) => void

/** The times of one life, somewhere in the year. */
export function createTimes({ chance, start, later }: Stage): Times {
  let at = start + 10 * HOUR + chance.below(330) * DAY + chance.below(10 * HOUR)
  return (run) => {
    later({ at, run })
    at += (1 + chance.below(40)) * HOUR
  }
}

/** What somebody will do who has questions, and when. */
export function planTalk(stage: Stage, life: Life, act: Times): void {
  const { chance } = stage
  const { locale } = life
  planArrival(stage, life, act)
  const questions = chance.below(3)
  for (let one = 0; one <= questions; one += 1) {
    act(() => ask(stage, life, chance.pick(stage.phrasings[locale])))
  }
  if (isBirthLocale(locale) && chance.happens(0.25)) {
    const steps = chance.below(BIRTH_STEPS.length + 1)
    act(() => walkBirth(stage, life, locale, steps))
  } else if (chance.happens(0.25)) act(() => passOn(stage, life))
}

/** Some come by a campaign, and some say where they live. */
export function planArrival(stage: Stage, life: Life, act: Times): void {
  const { chance } = stage
  if (chance.happens(0.4)) act(() => arrive(stage, life, chance.pick(stage.campaigns)))
  if (chance.happens(0.4)) act(() => tellTown(stage, life, chance.pick(TOWNS)))
}

/** Comes by a link, or by the code in a text. */
async function arrive(stage: Stage, life: Life, campaign: CampaignRecord): Promise<void> {
  const { world, counter, chance } = stage
  const { code } = campaign
  const text = chance.pick([`Bonjour Dalil, code ${code}`, code.toLowerCase(), `الرمز ${code}`])
  const byLink = life.channel !== 'whatsapp-web'
  await world.send(life, byLink ? { type: 'start', payload: code } : { type: 'text', text })
  life.campaign = code
  life.speaks = campaign.locale
  counter.count(life, campaign.locale, 'started')
}

async function tellTown({ world, services }: Stage, life: Life, town: string): Promise<void> {
  const { towns } = services.knowledge.directory
  const { texts } = services.knowledge
  const reply = await world.send(life, { type: 'text', text: towns.nameOf(town, life.locale) })
  life.speaks = languageOf(texts, reply.text, ['menu.title'], spokenBy(life))
  life.town = town
  const region = towns.get(town)?.region
  if (region !== undefined) life.region = region
}

async function ask(stage: Stage, life: Life, text: string): Promise<void> {
  const { world, counter, observe, services } = stage
  const reply = await world.send(life, { type: 'text', text })
  const first = reply.choices.find(({ data }) => data.startsWith('e:'))?.data.slice(2) ?? ''
  const topic = services.knowledge.entries.get(first)?.topic
  counter.countReply(life, observe(reply.text, life.locale), topic)
}

/** Goes some steps through the flow, or all. */
async function walkBirth(stage: Stage, life: Life, spoken: 'fr' | 'ary', steps: number) {
  const { world, counter, services } = stage
  const { texts, directory } = services.knowledge
  const flow = { flow: 'register-birth', topic: 'mothers' }
  const keyOf = (node: string) => `flow-register-birth:${node}`
  const begun = await world.send(life, BEGIN_BIRTH)
  let locale = languageOf(texts, begun.text, [keyOf('born')], life.locale)
  const count = (event: FigureEvent, facets: Facets = {}) =>
    counter.count(life, locale, event, { ...flow, ...facets })
  count('flow-started')
  count('flow-asked', { node: 'born' })
  for (const [at, step] of BIRTH_STEPS.slice(0, steps).entries()) {
    const reply = await world.send(life, { type: 'text', text: step.send[spoken] })
    const next = BIRTH_STEPS[at + 1]
    locale = languageOf(texts, reply.text, [keyOf(next?.node ?? step.node)], locale)
    const knowsTown = next?.node === 'town' && life.region !== undefined
    if (step.node === 'town') life.region = directory.towns.get('tanger')?.region ?? ''
    count('flow-went-on', { node: step.node })
    if (step.answers !== undefined) count('entry-answered', { entry: step.answers })
    if (next === undefined || knowsTown) return count('flow-finished')
    count('flow-asked', { node: next.node })
  }
}

/** Asks what nobody can answer, agrees to pass it on, and gets a reply from the team some day. */
async function passOn(stage: Stage, life: Life): Promise<void> {
  const { world, chance, counter, observe, later } = stage
  const reply = await world.send(life, { type: 'text', text: NONSENSE })
  const observed = observe(reply.text, life.locale)
  counter.countReply(life, observed, undefined)
  const { locale = life.locale, event } = observed[0] ?? {}
  if (event !== 'unknown') return
  await world.send(life, { type: 'choice', data: 'p:yes' })
  counter.count(life, locale, 'passed-on')
  const [question] = await world.store.questions.list({ state: 'open', limit: 1 })
  if (question === undefined) throw new Error('the question did not arrive')
  const asked = world.clock.now()
  later({
    at: asked + chance.pick(REPLY_HOURS) * HOUR,
    run: () => replyOfTeam(stage, question.id, { asked, locale, channel: life.channel }),
  })
}

async function replyOfTeam(
  { world, ledger }: Stage,
  id: string,
  of: { readonly asked: number; readonly locale: Locale; readonly channel: ChannelName },
): Promise<void> {
  const review = createReview({
    ...{ store: world.store, sealer: world.sealer, clock: world.clock, newId: () => id },
    audit: async () => {},
    reply: async () => undefined,
  })
  const { revision = 0, locale = 'fr' } = (await world.store.questions.find(id)) ?? {}
  const reply = { texts: { [locale]: 'Voici la réponse.' } }
  await review.replies.answer('group', [{ id, revision }], reply, { id: 's', name: 'salma' })
  const { asked, ...facets } = of
  const hours = (world.clock.now() - asked) / HOUR
  const within = SPANS.find(([limit]) => hours <= limit)?.[1] ?? 'longer'
  ledger.count(dayOf(world.clock.now()), 'staff-answered', { ...facets, within })
}

/** Phrasings that are a question and nothing else: no command, no start of a flow, no town. */
function phrasingsOf({ knowledge, phrases }: TurnServices): Stage['phrasings'] {
  const { towns, names } = knowledge.directory
  const isPlain = (text: string) =>
    phrases.command(text) === undefined &&
    phrases.trigger(text) === undefined &&
    phrases.consent(text) === undefined &&
    towns.find(text) === undefined &&
    names.find(text) === undefined &&
    text.length > 12
  const all = LOCALES.map((locale) => {
    const texts = [...knowledge.entries.values()].flatMap((entry) => entry.phrasings[locale])
    return [locale, texts.filter(isPlain)] as const
  })
  return { fr: [], ar: [], ary: [], en: [], ...Object.fromEntries(all) }
}
