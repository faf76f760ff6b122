import { CAMPAIGN_STEPS } from '../core/index.ts'
import type { Shown } from './hide/publish.ts'
import type { Overview } from './overview.ts'
import type { Group } from './questions.ts'

/** What can be named: the facets of figures, and the words that belong to a kind of figure. */
export type NameKind =
  | 'topic'
  | 'locale'
  | 'channel'
  | 'region'
  | 'campaign'
  | 'entry'
  | 'flow'
  | 'partner'
  | 'need'
  | 'outcome'
  | 'within'
  | 'step'

/** The words of a report in one language. */
export interface ReportWords {
  /** A text of `figures`. */
  say(key: string, values?: Readonly<Record<string, string | number>>): string
  /** The name of a value of a facet. */
  name(kind: NameKind, key: string): string
  /** The question that a step of a flow asks. */
  questionOf(flow: string, node: string): string
}

/** A number with its name. */
export interface NamedNumber {
  readonly name: string
  readonly count: Shown
}

/** Numbers that belong together, in words. */
export interface Section {
  readonly title: string
  readonly rows: readonly NamedNumber[]
  /** What the rows divide, where they divide something. */
  readonly whole?: Shown
}

/** The numbers at a glance. */
export function summaryOf(overview: Overview, { say }: ReportWords): readonly NamedNumber[] {
  const { questions, people, team, partners } = overview
  return [
    { name: say('questions.total'), count: questions.total },
    { name: say('people.total'), count: people.total },
    ...(team === undefined ? [] : [{ name: say('team.answered'), count: team.answered }]),
    ...(partners === undefined ? [] : [{ name: say('partners.named'), count: partners.named }]),
  ]
}

/** All numbers of an overview but those over time, for a table or a report; empty ones left out. */
export function sectionsOf(overview: Overview, words: ReportWords): readonly Section[] {
  const sections = [
    ...questionSections(overview, words),
    ...peopleSections(overview, words),
    ...teamSections(overview, words),
    ...flowSections(overview, words),
    ...partnerSections(overview, words),
    ...campaignSections(overview, words),
  ]
  return sections.filter(({ rows }) => rows.some(({ count }) => count !== 0))
}

/** A heading of two parts, with a mark between them that every language reads. */
export function both(first: string, second: string): string {
  return `${first} · ${second}`
}

function named({ name }: ReportWords, kind: NameKind, groups: readonly Group[]) {
  return groups.map(({ key, count }) => ({ name: name(kind, key), count }))
}

function questionSections({ questions, entries = [] }: Overview, words: ReportWords): Section[] {
  const { say } = words
  const whole = questions.total
  const lines = [
    ['topic', questions.topics],
    ['locale', questions.locales],
    ['channel', questions.channels],
    ['region', questions.regions],
    ['campaign', questions.campaigns],
  ] as const
  return [
    { title: say('questions.outcomes'), rows: named(words, 'outcome', questions.outcomes), whole },
    ...lines
      .filter(([, groups]) => groups.some(({ key }) => key !== ''))
      .map(([kind, groups]) => {
        const title = both(say('questions.title'), say(`by.${kind}`))
        return { title, rows: named(words, kind, groups), whole }
      }),
    { title: say('entries.title'), rows: named(words, 'entry', entries) },
  ]
}

function peopleSections({ people }: Overview, words: ReportWords): Section[] {
  const { say } = words
  const all = { name: say('people.total'), count: people.total }
  return [{ title: say('people.title'), rows: [all, ...named(words, 'topic', people.topics)] }]
}

function teamSections({ team }: Overview, words: ReportWords): Section[] {
  if (team === undefined) return []
  const { say } = words
  const rows = [
    { name: say('team.passed-on'), count: team.passedOn },
    { name: say('team.answered'), count: team.answered },
    { name: say('team.closed'), count: team.closed },
  ]
  const within = named(words, 'within', team.within)
  return [
    { title: say('team.title'), rows },
    { title: say('team.within'), rows: within, whole: team.answered },
  ]
}

function flowSections({ flows }: Overview, words: ReportWords): Section[] {
  const { say, name, questionOf } = words
  const rows = (what: 'started' | 'finished') =>
    flows.map((flow) => ({ name: name('flow', flow.flow), count: flow[what] }))
  return [
    { title: both(say('flows.title'), say('flows.started')), rows: rows('started') },
    { title: both(say('flows.title'), say('flows.finished')), rows: rows('finished') },
    ...flows.map(({ flow, steps }) => ({
      title: say('flows.stops-of', { flow: name('flow', flow) }),
      rows: steps.map(({ node, stopped }) => ({ name: questionOf(flow, node), count: stopped })),
    })),
  ]
}

function partnerSections({ partners }: Overview, words: ReportWords): Section[] {
  if (partners === undefined) return []
  const { say } = words
  const { made, came, notHelped, reached } = partners.referrals
  const title = (key: string) => both(say('partners.title'), say(key))
  return [
    {
      ...{ title: title('partners.needs'), rows: named(words, 'need', partners.needs) },
      whole: partners.named,
    },
    { title: title('partners.named'), rows: named(words, 'partner', partners.partners) },
    {
      title: title('partners.made'),
      rows: [
        { name: say('partners.made'), count: made },
        { name: say('partners.came'), count: came },
        { name: say('partners.not-helped'), count: notHelped },
        { name: say('partners.reached'), count: reached },
      ],
    },
  ]
}

function campaignSections({ campaigns = [] }: Overview, words: ReportWords): Section[] {
  const { say, name } = words
  return campaigns.flatMap(({ code, steps, topics }) => {
    const title = both(say('name.campaign'), name('campaign', code))
    const way = CAMPAIGN_STEPS.map((step) => ({ name: name('step', step), count: steps[step] }))
    return [
      { title, rows: way },
      { title: both(title, say('people.title')), rows: named(words, 'topic', topics) },
    ]
  })
}
