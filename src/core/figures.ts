/** The words that say what a figure is about. Each has few values; none says who. */
export const FACETS = [
  'topic',
  'entry',
  'card',
  'flow',
  'node',
  'partner',
  'need',
  'kind',
  'step',
  'within',
  'locale',
  'channel',
  'campaign',
  'region',
  'announcement',
] as const

/** One of {@link FACETS}. */
export type Facet = (typeof FACETS)[number]

/** What a figure is about. */
export type Facets = Readonly<Partial<Record<Facet, string>>>

const WHO = ['locale', 'channel', 'campaign', 'region'] as const satisfies readonly Facet[]
const REMINDER = ['kind', 'locale', 'channel'] as const satisfies readonly Facet[]
const ANNOUNCEMENT = ['announcement', 'channel'] as const satisfies readonly Facet[]
const SUBSCRIPTION = ['kind', 'topic', 'locale', 'channel'] as const satisfies readonly Facet[]
const REFERRAL = [
  'partner',
  'need',
  'topic',
  'campaign',
  'region',
] as const satisfies readonly Facet[]

/**
 * Everything that is counted, with the facets that are kept of it. What is fine (an entry, a node)
 * is counted apart from where people are, so that the number of figures stays small and no figure
 * comes near to describing one person. A new kind of event gets its line here.
 */
export const FIGURES = {
  /** Somebody opened the conversation, by a link or for the first time. */
  started: WHO,
  /** How a question ended: answered, asked back, not known, an emergency. */
  answered: ['topic', ...WHO],
  clarified: ['topic', ...WHO],
  unknown: ['topic', ...WHO],
  urgent: WHO,
  smalltalk: WHO,
  /** The answer was not the right one. */
  'not-helpful': ['topic', ...WHO],
  /** Which text was given. */
  'entry-answered': ['entry', 'topic'],
  'entry-not-helpful': ['entry', 'topic'],
  /** It was offered under "did you mean", and was not what was meant. */
  'entry-refused': ['entry', 'topic'],
  'card-shown': ['card'],
  'flow-started': ['flow', 'topic', ...WHO],
  'flow-finished': ['flow', 'topic', ...WHO],
  'flow-failed': ['flow', 'node'],
  /** A question of a flow was asked. */
  'flow-asked': ['flow', 'node'],
  /** The person went on from a question of a flow, forward or back. */
  'flow-went-on': ['flow', 'node'],
  /** A partner was named. */
  routed: ['partner', 'need'],
  'passed-on': ['topic', ...WHO],
  /** The team replied, and how soon: see {@link answerTime}. */
  'staff-answered': ['within', 'topic', 'locale', 'channel'],
  'staff-closed': ['topic', 'locale', 'channel'],
  /** A slip for a partner was made; the partner says what became of it; the person says so. */
  'referral-made': REFERRAL,
  'referral-came': REFERRAL,
  'referral-not-helped': REFERRAL,
  reached: REFERRAL,
  'reminder-set': REMINDER,
  'reminder-cancelled': REMINDER,
  'reminder-sent': REMINDER,
  'reminder-dropped': REMINDER,
  subscribed: SUBSCRIPTION,
  unsubscribed: SUBSCRIPTION,
  /** A message of an announcement is on its way to somebody, and how that ended. */
  'announcement-queued': ANNOUNCEMENT,
  'announcement-sent': ANNOUNCEMENT,
  'announcement-failed': ANNOUNCEMENT,
  'announcement-gone': ANNOUNCEMENT,
  'announcement-dropped': ANNOUNCEMENT,
  /** It began to wait for a word of the person, and waits no more. */
  'announcement-away': ANNOUNCEMENT,
  'announcement-back': ANNOUNCEMENT,
  erased: [],
  /** A person got what helps them for the first time this year; each person once. */
  informed: WHO,
  /** The same by subject; each person once a year for each subject. */
  'informed-about': ['topic', ...WHO],
  /** How far a person came in a campaign; each person once for each step of {@link CAMPAIGN_STEPS}. */
  'campaign-step': ['campaign', 'step'],
  /** People who came through a campaign and were informed; each once for each subject. */
  'campaign-informed': ['campaign', 'topic'],
} as const satisfies Readonly<Record<string, readonly Facet[]>>

/** What is counted. */
export type FigureEvent = keyof typeof FIGURES

/** The way of a person who came through a campaign, from its link to a partner. */
export const CAMPAIGN_STEPS = [
  'came',
  'asked',
  'answered',
  'finished',
  'routed',
  'reached',
] as const

/** One of {@link CAMPAIGN_STEPS}. */
export type CampaignStep = (typeof CAMPAIGN_STEPS)[number]

/** What is counted together: a day and a few words that say what, never who. */
export interface FigureKey {
  /** `YYYY-MM-DD` in Africa/Casablanca. */
  readonly day: string
  readonly event: FigureEvent
  readonly facets: Facets
}

/** As the store writes them: what is in order already is not sorted again at every count. */
const IN_ORDER: ReadonlyMap<string, readonly Facet[]> = new Map(
  Object.entries(FIGURES).map(([event, facets]) => [event, [...facets].sort()]),
)

/**
 * The key under which an event is counted. Of the facets only those that {@link FIGURES} keeps for
 * it are taken.
 *
 * @example
 * await kept.figures.increment(toFigure(dayOf(now), 'staff-closed', { topic, locale, channel }))
 */
export function toFigure(
  day: string,
  event: FigureEvent,
  facets: { readonly [F in Facet]?: string | undefined },
): FigureKey {
  return figureWith(day, event, (facet) => facets[facet])
}

/** The same, where the facets come from several places. */
export function figureWith(
  day: string,
  event: FigureEvent,
  named: (facet: Facet) => string | undefined,
): FigureKey {
  const kept: Partial<Record<Facet, string>> = {}
  for (const facet of IN_ORDER.get(event) ?? []) {
    const value = named(facet)
    if (value !== undefined) kept[facet] = value
  }
  return { day, event, facets: kept }
}

const HOUR_MS = 3_600_000

/** How soon the team replied, from the quickest to the slowest. */
export const ANSWER_TIMES = ['4-hours', '1-day', '3-days', '1-week', 'longer'] as const

/** One of {@link ANSWER_TIMES}. */
export type AnswerTime = (typeof ANSWER_TIMES)[number]

const LIMITS: Readonly<Record<AnswerTime, number>> = {
  '4-hours': 4 * HOUR_MS,
  '1-day': 24 * HOUR_MS,
  '3-days': 72 * HOUR_MS,
  '1-week': 168 * HOUR_MS,
  longer: Number.POSITIVE_INFINITY,
}

/** The span that a time in ms belongs to, its limit included. */
export function answerTime(ms: number): AnswerTime {
  return ANSWER_TIMES.find((span) => ms <= LIMITS[span]) ?? 'longer'
}
