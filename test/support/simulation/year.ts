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
import { BEGIN_BIRTH, BIRTH_STEPS, isBirthLocale, languageOf } from './birth.ts'
import { type Chance, createChance } from './chance.ts'
import { type Counter, createCounter, type Life } from './counter.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { createObserver, type Observer } from './observer.ts'
import { createWorld, type World } from './world.ts'

/** What a simulated year is made of. */
export interface YearOptions {
  readonly services: TurnServices
  readonly people: number
  readonly campaigns: readonly CampaignRecord[]
  readonly seed: number
  /** When its first day begins, ms since 1970. */
  readonly start: number
}

/** A year that went by: everything real but the platforms, and what the simulation counted. */
export interface Year {
  readonly world: World
  readonly ledger: Ledger
}

/** Something that happens at a moment. */
interface Act {
  readonly at: number
  readonly run: () => Promise<void>
}

/** What the acts of a year share. */
interface Stage extends YearOptions {
  readonly world: World
  readonly ledger: Ledger
  readonly chance: Chance
  readonly counter: Counter
  readonly observe: Observer
  readonly phrasings: Readonly<Record<Locale, readonly string[]>>
  /** Puts something off to a later moment of the year. */
  readonly later: (act: Act) => void
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
const CHANNELS: readonly ChannelName[] = ['telegram', 'web-chat', 'whatsapp-web', 'whatsapp-web']
const TOWNS = ['casablanca', 'rabat', 'marrakech', 'tanger', 'agadir', 'oujda', 'taza']
const NONSENSE = 'zxqv wrtk plmn'
/** The team replies after one of these times, in hours, and the span that this is. */
const REPLY_HOURS = [
  [2, '4-hours'],
  [20, '1-day'],
  [70, '3-days'],
  [160, '1-week'],
  [300, 'longer'],
] as const

/** Lets people live through a year: links, questions, a flow, questions for the team, its replies. */
export async function simulateYear(options: YearOptions): Promise<Year> {
  const world = createWorld(options.services, options.start, options.campaigns)
  const ledger = createLedger()
  const acts: Act[] = []
  const stage: Stage = {
    ...{ ...options, world, ledger, chance: createChance(options.seed) },
    counter: createCounter(world, ledger),
    observe: createObserver(options.services.knowledge),
    phrasings: phrasingsOf(options.services),
    later: (act) => void acts.push(act),
  }
  for (let at = 0; at < options.people; at += 1) planLife(stage, at)
  while (acts.length > 0) {
    const due = acts.splice(0).sort((a, b) => a.at - b.at)
    for (const [at, act] of due.entries()) {
      // What was put off meanwhile comes in its turn.
      const sooner = acts.some((one) => one.at < act.at)
      if (sooner) {
        acts.push(...due.slice(at))
        break
      }
      world.moveTo(act.at)
      await act.run()
    }
  }
  return { world, ledger }
}

/** What somebody will do, and when. */
function planLife(stage: Stage, number: number): void {
  const { chance, start, campaigns } = stage
  const locale = chance.pick(['fr', 'ary', 'ary', 'ar', 'en'] as const)
  const life: Life = { name: `p${number}`, channel: chance.pick(CHANNELS), locale }
  let at = start + 10 * HOUR + chance.below(330) * DAY + chance.below(10 * HOUR)
  const act = (run: () => Promise<void>) => {
    stage.later({ at, run })
    at += (1 + chance.below(40)) * HOUR
  }
  if (chance.happens(0.4)) act(() => arrive(stage, life, chance.pick(campaigns)))
  if (chance.happens(0.4)) act(() => tellTown(stage, life, chance.pick(TOWNS)))
  const questions = chance.below(3)
  for (let one = 0; one <= questions; one += 1) {
    act(() => ask(stage, life, chance.pick(stage.phrasings[locale])))
  }
  if (isBirthLocale(locale) && chance.happens(0.25)) {
    const steps = chance.below(BIRTH_STEPS.length + 1)
    act(() => walkBirth(stage, life, locale, steps))
  } else if (chance.happens(0.25)) act(() => passOn(stage, life))
}

/** Comes by a link, or by the code in a text. */
async function arrive(stage: Stage, life: Life, campaign: CampaignRecord): Promise<void> {
  const { world, counter, chance } = stage
  const { code } = campaign
  const text = chance.pick([`Bonjour Dalil, code ${code}`, code.toLowerCase(), `الرمز ${code}`])
  const byLink = life.channel !== 'whatsapp-web'
  await world.send(life, byLink ? { type: 'start', payload: code } : { type: 'text', text })
  life.campaign = code
  counter.count(life, campaign.locale, 'started')
}

async function tellTown({ world, services }: Stage, life: Life, town: string): Promise<void> {
  const { towns } = services.knowledge.directory
  await world.send(life, { type: 'text', text: towns.nameOf(town, life.locale) })
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
  const begun = await world.send(life, BEGIN_BIRTH)
  let locale = languageOf(texts, begun.text, 'born', life.locale)
  const count = (event: FigureEvent, facets: Facets = {}) =>
    counter.count(life, locale, event, { ...flow, ...facets })
  count('flow-started')
  count('flow-asked', { node: 'born' })
  for (const [at, step] of BIRTH_STEPS.slice(0, steps).entries()) {
    const reply = await world.send(life, { type: 'text', text: step.send[spoken] })
    const next = BIRTH_STEPS[at + 1]
    locale = languageOf(texts, reply.text, next?.node ?? step.node, locale)
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
  const [hours, within] = chance.pick(REPLY_HOURS)
  later({
    at: world.clock.now() + hours * HOUR,
    run: () => replyOfTeam(stage, question.id, { within, locale, channel: life.channel }),
  })
}

async function replyOfTeam(
  { world, ledger }: Stage,
  id: string,
  facets: { readonly within: string; readonly locale: Locale; readonly channel: ChannelName },
): Promise<void> {
  const review = createReview({
    ...{ store: world.store, sealer: world.sealer, clock: world.clock, newId: () => id },
    audit: async () => {},
    reply: async () => undefined,
  })
  const { revision = 0, locale = 'fr' } = (await world.store.questions.find(id)) ?? {}
  const reply = { texts: { [locale]: 'Voici la réponse.' } }
  await review.replies.answer('group', [{ id, revision }], reply, { id: 's', name: 'salma' })
  ledger.count(dayOf(world.clock.now()), 'staff-answered', facets)
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
